"""What every role meets at every address of the site: one table, read against the URL configuration.

Roles, in the order of the columns:
  a anonymous                    p the participant whose things they are    o another participant
  u author                       t trainer of the group                     c coordinator of its organisation
  f coordinator of another one   s site admin

Answers: 2 shown · 3 acted or sent on · L to the login · 4 does not exist for them · 5 wrong method · D turned away
(Wagtail: back to its home with a sentence; elsewhere 403) · B the form comes back with a sentence (400)

`GET` rows are asked without data; `POST` rows with none either, so an act that needs input answers with its form or a
sentence. Wagtail's own addresses are stated by group below: what is closed never shows anything.
"""

TABLE = """
GET   choose_language                                            5 5 5 5 5 5 5 5
POST  choose_language                                            3 3 3 3 3 3 3 3
GET   account_settings                                           L 2 2 2 2 2 2 2
GET   workplace_login                                            L D D D D D D D
GET   account_login                                              2 3 3 D D D D D
GET   account_logout                                             3 2 2 2 2 2 2 2
GET   account_inactive                                           2 2 2 2 2 2 2 2
GET   account_signup                                             2 3 3 D D D D D
GET   account_reauthenticate                                     L 2 2 2 2 2 2 2
GET   account_email                                              L 2 2 2 2 2 2 2
GET   account_email_verification_sent                            2 2 2 2 2 2 2 2
GET   account_change_password                                    L 2 2 2 2 2 2 2
GET   account_set_password                                       L 3 3 3 3 3 3 3
GET   account_reset_password                                     2 2 2 2 2 2 2 2
GET   account_confirm_login_code                                 L 3 3 D D D D D
GET   account_confirm_email                                      2 2 2 2 2 2 2 2
GET   account_reset_password_from_key_done                       2 2 2 2 2 2 2 2
GET   account_reset_password_from_key                            2 2 2 2 2 2 2 2
GET   account_reset_password_done                                2 2 2 2 2 2 2 2
GET   leerlijn_certificates_certificate_modeladmin_index         L L L D D 2 2 2
GET   leerlijn_certificates_certificate_modeladmin_create        L L L D D D D D
POST  leerlijn_certificates_certificate_modeladmin_create        L L L D D D D D
GET   leerlijn_certificates_certificate_modeladmin_edit          L L L 4 4 D 4 D
POST  leerlijn_certificates_certificate_modeladmin_edit          L L L 4 4 D 4 D
GET   leerlijn_certificates_certificate_modeladmin_delete        L L L 4 4 D 4 D
POST  leerlijn_certificates_certificate_modeladmin_delete        L L L 4 4 D 4 D
GET   leerlijn_certificates_certificate_modeladmin_inspect       L L L 4 4 2 4 2
GET   leerlijn_certificates_certificate_modeladmin_history       L L L 4 4 2 4 2
GET   leerlijn_courses_edition_modeladmin_index                  L L L D 2 2 2 2
GET   leerlijn_courses_edition_modeladmin_create                 L L L D 2 2 2 2
POST  leerlijn_courses_edition_modeladmin_create                 L L L D 2 2 2 2
GET   leerlijn_courses_edition_modeladmin_edit                   L L L 4 D 2 4 2
POST  leerlijn_courses_edition_modeladmin_edit                   L L L 4 D 2 4 2
GET   leerlijn_courses_edition_modeladmin_delete                 L L L 4 D D 4 D
POST  leerlijn_courses_edition_modeladmin_delete                 L L L 4 D D 4 D
GET   leerlijn_courses_edition_modeladmin_inspect                L L L 4 3 3 4 3
GET   leerlijn_courses_edition_modeladmin_history                L L L 4 2 2 4 2
GET   leerlijn_courses_person_modeladmin_index                   L L L D D 2 2 2
GET   leerlijn_courses_person_modeladmin_create                  L L L D D 2 2 2
POST  leerlijn_courses_person_modeladmin_create                  L L L D D 2 2 2
GET   leerlijn_courses_person_modeladmin_edit                    L L L 4 4 2 4 2
POST  leerlijn_courses_person_modeladmin_edit                    L L L 4 4 2 4 2
GET   leerlijn_courses_person_modeladmin_delete                  L L L 4 4 D 4 D
POST  leerlijn_courses_person_modeladmin_delete                  L L L 4 4 D 4 D
GET   leerlijn_courses_person_modeladmin_inspect                 L L L 4 4 2 4 2
GET   leerlijn_courses_person_modeladmin_history                 L L L 4 4 2 4 2
GET   leerlijn_courses_organisation_modeladmin_index             L L L D D 2 2 2
GET   leerlijn_courses_organisation_modeladmin_create            L L L D D 2 2 2
POST  leerlijn_courses_organisation_modeladmin_create            L L L D D 2 2 2
GET   leerlijn_courses_organisation_modeladmin_edit              L L L 4 4 2 4 2
POST  leerlijn_courses_organisation_modeladmin_edit              L L L 4 4 2 4 2
GET   leerlijn_courses_organisation_modeladmin_delete            L L L 4 4 D 4 2
POST  leerlijn_courses_organisation_modeladmin_delete            L L L 4 4 D 4 2
GET   leerlijn_courses_organisation_modeladmin_inspect           L L L 4 4 2 4 2
GET   leerlijn_courses_organisation_modeladmin_history           L L L 4 4 2 4 2
GET   leerlijn_courses_grant_modeladmin_index                    L L L D D 2 2 2
GET   leerlijn_courses_grant_modeladmin_create                   L L L D D 2 2 2
POST  leerlijn_courses_grant_modeladmin_create                   L L L D D 2 2 2
GET   leerlijn_courses_grant_modeladmin_edit                     L L L 4 4 2 4 2
POST  leerlijn_courses_grant_modeladmin_edit                     L L L 4 4 2 4 2
GET   leerlijn_courses_grant_modeladmin_delete                   L L L 4 4 D 4 D
POST  leerlijn_courses_grant_modeladmin_delete                   L L L 4 4 D 4 D
GET   leerlijn_courses_grant_modeladmin_inspect                  L L L 4 4 2 4 2
GET   leerlijn_courses_grant_modeladmin_history                  L L L 4 4 2 4 2
GET   leerlijn_courses_assignment_modeladmin_index               L L L D D D D 2
GET   leerlijn_courses_assignment_modeladmin_create              L L L D D D D 2
POST  leerlijn_courses_assignment_modeladmin_create              L L L D D D D 2
GET   leerlijn_courses_assignment_modeladmin_edit                L L L 4 4 4 4 D
POST  leerlijn_courses_assignment_modeladmin_edit                L L L 4 4 4 4 D
GET   leerlijn_courses_assignment_modeladmin_delete              L L L 4 4 4 4 2
POST  leerlijn_courses_assignment_modeladmin_delete              L L L 4 4 4 4 3
GET   leerlijn_courses_assignment_modeladmin_history             L L L 4 4 4 4 2
GET   leerlijn_courses_enrolment_modeladmin_index                L L L D D 2 2 2
GET   leerlijn_courses_enrolment_modeladmin_create               L L L D D D D D
POST  leerlijn_courses_enrolment_modeladmin_create               L L L D D D D D
GET   leerlijn_courses_enrolment_modeladmin_edit                 L L L 4 4 D 4 D
POST  leerlijn_courses_enrolment_modeladmin_edit                 L L L 4 4 D 4 D
GET   leerlijn_courses_enrolment_modeladmin_delete               L L L 4 4 D 4 D
POST  leerlijn_courses_enrolment_modeladmin_delete               L L L 4 4 D 4 D
GET   leerlijn_courses_enrolment_modeladmin_inspect              L L L 4 4 2 4 2
GET   leerlijn_courses_enrolment_modeladmin_history              L L L 4 4 2 4 2
GET   leerlijn_courses_completion_modeladmin_index               L L L D D 2 2 2
GET   leerlijn_courses_completion_modeladmin_create              L L L D D D D D
POST  leerlijn_courses_completion_modeladmin_create              L L L D D D D D
GET   leerlijn_courses_completion_modeladmin_edit                L L L 4 4 D 4 D
POST  leerlijn_courses_completion_modeladmin_edit                L L L 4 4 D 4 D
GET   leerlijn_courses_completion_modeladmin_delete              L L L 4 4 D 4 D
POST  leerlijn_courses_completion_modeladmin_delete              L L L 4 4 D 4 D
GET   leerlijn_courses_completion_modeladmin_inspect             L L L 4 4 2 4 2
GET   leerlijn_courses_completion_modeladmin_history             L L L 4 4 2 4 2
GET   leerlijn_courses_funder_modeladmin_index                   L L L D D 2 2 2
GET   leerlijn_courses_funder_modeladmin_create                  L L L D D 2 2 2
POST  leerlijn_courses_funder_modeladmin_create                  L L L D D 2 2 2
GET   leerlijn_courses_funder_modeladmin_edit                    L L L 4 4 2 2 2
POST  leerlijn_courses_funder_modeladmin_edit                    L L L 4 4 2 2 2
GET   leerlijn_courses_funder_modeladmin_delete                  L L L 4 4 2 2 2
POST  leerlijn_courses_funder_modeladmin_delete                  L L L 4 4 3 3 3
GET   leerlijn_courses_funder_modeladmin_history                 L L L 4 4 2 2 2
GET   leerlijn_editions:start                                    L L L 4 3 3 3 3
POST  leerlijn_editions:start                                    L L L 4 3 3 3 3
GET   leerlijn_editions:edition                                  L L L 4 2 2 4 2
POST  leerlijn_editions:edition                                  L L L 4 2 2 4 2
GET   leerlijn_editions:enrol                                    L L L 4 4 2 4 2
POST  leerlijn_editions:enrol                                    L L L 4 4 2 4 2
GET   leerlijn_editions:place                                    L L L 5 5 5 5 5
POST  leerlijn_editions:place                                    L L L 4 4 3 4 3
GET   leerlijn_editions:withdraw                                 L L L 5 5 5 5 5
POST  leerlijn_editions:withdraw                                 L L L 4 4 3 4 3
GET   leerlijn_editions:add_session                              L L L 4 2 2 4 2
POST  leerlijn_editions:add_session                              L L L 4 2 2 4 2
GET   leerlijn_editions:edit_session                             L L L 4 2 2 4 2
POST  leerlijn_editions:edit_session                             L L L 4 2 2 4 2
GET   leerlijn_editions:remove_session                           L L L 5 5 5 5 5
POST  leerlijn_editions:remove_session                           L L L 4 3 3 4 3
GET   leerlijn_editions:attendance                               L L L 4 2 2 4 2
POST  leerlijn_editions:attendance                               L L L 4 2 2 4 2
GET   leerlijn_editions:split_session                            L L L 4 2 2 4 2
POST  leerlijn_editions:split_session                            L L L 4 2 2 4 2
GET   leerlijn_editions:add_round                                L L L 4 2 2 4 2
POST  leerlijn_editions:add_round                                L L L 4 2 2 4 2
GET   leerlijn_editions:edit_round                               L L L 4 2 2 4 2
POST  leerlijn_editions:edit_round                               L L L 4 2 2 4 2
GET   leerlijn_editions:remove_round                             L L L 5 5 5 5 5
POST  leerlijn_editions:remove_round                             L L L 4 3 3 4 3
GET   leerlijn_editions:choices                                  L L L 4 4 2 4 2
POST  leerlijn_editions:choices                                  L L L 4 4 2 4 2
GET   leerlijn_editions:choose_for                               L L L 4 4 2 4 2
POST  leerlijn_editions:choose_for                               L L L 4 4 3 4 3
GET   leerlijn_editions:invite_to_choose                         L L L 4 4 2 4 2
POST  leerlijn_editions:invite_to_choose                         L L L 4 4 2 4 2
GET   leerlijn_editions:add_document                             L L L 5 5 5 5 5
POST  leerlijn_editions:add_document                             L L L 4 3 3 4 3
GET   leerlijn_editions:document                                 L L L 4 2 2 4 2
POST  leerlijn_editions:document                                 L L L 4 2 2 4 2
GET   leerlijn_editions:remove_document                          L L L 5 5 5 5 5
POST  leerlijn_editions:remove_document                          L L L 4 3 3 4 3
GET   leerlijn_completion:confirm                                L L L 5 5 5 5 5
POST  leerlijn_completion:confirm                                L L L 4 3 3 4 3
GET   leerlijn_completion:complete                               L L L 5 5 5 5 5
POST  leerlijn_completion:complete                               L L L 4 4 3 4 3
GET   leerlijn_completion:take_back                              L L L 5 5 5 5 5
POST  leerlijn_completion:take_back                              L L L 4 4 3 4 3
GET   leerlijn_people:link                                       L L L 4 4 4 4 4
POST  leerlijn_people:link                                       L L L 4 4 4 4 4
GET   leerlijn_reporting:project                                 L L L 4 4 2 4 2
GET   leerlijn_reporting:download                                L L L 4 4 2 4 2
GET   leerlijn_reporting:members                                 L L L 4 4 2 4 2
GET   leerlijn_interchange:enrol_file                            L L L 4 4 2 4 2
POST  leerlijn_interchange:enrol_file                            L L L 4 4 2 4 2
GET   leerlijn_interchange:enrol_preview                         L L L 4 4 2 4 4
POST  leerlijn_interchange:enrol_preview                         L L L 4 4 3 4 4
GET   leerlijn_interchange:enrol_discard                         L L L 5 5 5 5 5
POST  leerlijn_interchange:enrol_discard                         L L L 4 4 3 4 4
GET   leerlijn_interchange:bring_in                              L L L D D D D 2
POST  leerlijn_interchange:bring_in                              L L L D D D D 2
GET   leerlijn_interchange:preview                               L L L D D D D 2
POST  leerlijn_interchange:preview                               L L L D D D D 3
GET   leerlijn_interchange:discard                               L L L 5 5 5 5 5
POST  leerlijn_interchange:discard                               L L L D D D D 3
GET   leerlijn_interchange:take_out                              L L L 4 4 2 4 2
POST  leerlijn_interchange:take_out                              L L L 5 5 5 5 5
GET   leerlijn_issuing:issuing                                   L L L 4 4 2 4 2
POST  leerlijn_issuing:issuing                                   L L L 4 4 2 4 2
GET   leerlijn_issuing:issue                                     L L L 5 5 5 5 5
POST  leerlijn_issuing:issue                                     L L L 4 4 3 4 3
GET   leerlijn_issuing:design                                    L L L 5 5 5 5 5
POST  leerlijn_issuing:design                                    L L L 4 4 3 4 3
GET   leerlijn_issuing:revoke                                    L L L 4 4 2 4 2
POST  leerlijn_issuing:revoke                                    L L L 4 4 2 4 2
GET   leerlijn_issuing:reissue                                   L L L 4 4 2 4 2
POST  leerlijn_issuing:reissue                                   L L L 4 4 2 4 2
GET   leerlijn_courses:my_details                                L 2 2 2 2 2 2 2
POST  leerlijn_courses:my_details                                L 2 2 2 2 2 2 2
GET   leerlijn_courses:reading_aids                              5 5 5 5 5 5 5 5
POST  leerlijn_courses:reading_aids                              3 3 3 3 3 3 3 3
GET   leerlijn_courses:enrol                                     L 3 2 2 3 2 2 2
POST  leerlijn_courses:enrol                                     L 3 3 2 3 2 2 2
GET   leerlijn_courses:register                                  2 2 2 2 2 2 2 2
POST  leerlijn_courses:register                                  2 2 2 2 2 2 2 2
GET   leerlijn_courses:register_sent                             2 2 2 2 2 2 2 2
GET   leerlijn_courses:registration                              2 2 2 2 2 2 2 2
POST  leerlijn_courses:registration                              3 3 3 3 3 3 3 3
GET   leerlijn_courses:my_line                                   L 2 2 2 2 2 2 2
GET   leerlijn_courses:document                                  L 2 4 4 2 2 4 2
GET   leerlijn_courses:enrolment                                 L 2 4 4 4 4 4 4
GET   leerlijn_courses:programme                                L 2 4 4 4 4 4 4
POST  leerlijn_courses:programme                                L 3 4 4 4 4 4 4
GET   leerlijn_courses:own_programme                            2 2 2 2 2 2 2 2
POST  leerlijn_courses:own_programme                            3 3 3 3 3 3 3 3
GET   leerlijn_courses:leave                                     L 2 4 4 4 4 4 4
POST  leerlijn_courses:leave                                     L 3 4 4 4 4 4 4
GET   leerlijn_courses:unit                                      L 2 4 4 4 4 4 4
POST  leerlijn_courses:unit                                      L 3 4 4 4 4 4 4
GET   leerlijn_courses:own_page                                  2 2 2 2 2 2 2 2
POST  leerlijn_courses:own_page                                  5 5 5 5 5 5 5 5
GET   leerlijn_courses:own_accept                                5 5 5 5 5 5 5 5
POST  leerlijn_courses:own_accept                                3 3 3 3 3 3 3 3
GET   leerlijn_courses:own_decline                               5 5 5 5 5 5 5 5
POST  leerlijn_courses:own_decline                               3 3 3 3 3 3 3 3
GET   leerlijn_courses:own_cancel                                2 2 2 2 2 2 2 2
POST  leerlijn_courses:own_cancel                                3 3 3 3 3 3 3 3
GET   leerlijn_paper:meeting                                     L L L 4 2 2 4 2
GET   leerlijn_paper:print                                       L L L 5 5 5 5 5
POST  leerlijn_paper:print                                       L L L 4 3 3 4 3
GET   leerlijn_paper:send                                        L L L 5 5 5 5 5
POST  leerlijn_paper:send                                        L L L 4 2 2 4 2
GET   leerlijn_paper:send_any                                    L L L 4 2 2 2 2
POST  leerlijn_paper:send_any                                    L L L 4 2 2 2 2
GET   leerlijn_paper:sheet_pdf                                   L L L 4 2 2 4 2
GET   leerlijn_paper:scan                                        L L L 4 2 2 4 2
POST  leerlijn_paper:scan                                        L L L 4 3 3 4 3
GET   leerlijn_paper:picture                                     L L L 4 2 2 4 2
GET   leerlijn_paper:which                                       L L L 5 5 5 5 5
POST  leerlijn_paper:which                                       L L L 4 2 2 4 2
GET   leerlijn_paper:take_back                                   L L L 5 5 5 5 5
POST  leerlijn_paper:take_back                                   L L L 4 3 3 4 3
GET   leerlijn_paper:throw_away                                  L L L 5 5 5 5 5
POST  leerlijn_paper:throw_away                                  L L L 4 3 3 4 3
GET   leerlijn_courses:sheet                                     L 4 4 4 3 3 4 3
GET   leerlijn_courses:door_link                                 2 2 2 2 2 2 2 2
POST  leerlijn_courses:door_link                                 3 3 3 3 3 3 3 3
GET   leerlijn_courses:door                                      4 4 4 4 4 4 4 4
POST  leerlijn_courses:door                                      5 5 5 5 5 5 5 5
GET   leerlijn_courses:door_find                                 5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_find                                 4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_code                                 5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_code                                 4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_walk_in                              4 4 4 4 4 4 4 4
POST  leerlijn_courses:door_walk_in                              4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_unnamed                              5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_unnamed                              4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_check_in                             5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_check_in                             4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_undo                                 5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_undo                                 4 4 4 4 4 4 4 4
GET   leerlijn_courses:door_leave                                5 5 5 5 5 5 5 5
POST  leerlijn_courses:door_leave                                3 3 3 3 3 3 3 3
GET   leerlijn_courses:ticket                                    2 2 2 2 2 2 2 2
POST  leerlijn_courses:ticket                                    2 2 2 2 2 2 2 2
GET   leerlijn_courses:ticket_picture                            2 2 2 2 2 2 2 2
GET   leerlijn_door:doors                                        L L L 4 2 2 4 2
POST  leerlijn_door:doors                                        L L L 4 2 2 4 2
GET   leerlijn_door:door                                         L L L 4 2 2 4 2
GET   leerlijn_door:door_picture                                 L L L 4 2 2 4 2
GET   leerlijn_door:withdraw                                     L L L 5 5 5 5 5
POST  leerlijn_door:withdraw                                     L L L 4 3 3 4 3
GET   leerlijn_door:badges                                       L L L 4 2 2 4 2
GET   leerlijn_door:rooms                                        L L L 4 2 2 4 2
GET   leerlijn_door:room                                         L L L 4 2 2 4 2
GET   leerlijn_courses:job                                       L 4 4 4 4 2 4 2
GET   leerlijn_courses:job_result                                L 4 4 4 4 2 4 2
GET   leerlijn_courses:job_stop                                  L 5 5 5 5 5 5 5
POST  leerlijn_courses:job_stop                                  L 4 4 4 4 3 4 3
GET   leerlijn_issuing:zip                                       L L L 4 4 2 4 2
POST  leerlijn_issuing:zip                                       L L L 5 5 5 5 5
GET   leerlijn_issuing:names                                     L L L 4 2 2 4 2
POST  leerlijn_issuing:names                                     L L L 4 3 3 4 3
GET   leerlijn_issuing:name_picture                              L L L 4 2 2 4 2
GET   leerlijn_certificates:show_name                            5 5 5 5 5 5 5 5
POST  leerlijn_certificates:show_name                            L 3 4 4 4 4 4 4
GET   leerlijn_certificates:choose_title                         5 5 5 5 5 5 5 5
POST  leerlijn_certificates:choose_title                         L 3 4 4 4 4 4 4
GET   leerlijn_certificates:confirm_name                         5 5 5 5 5 5 5 5
POST  leerlijn_certificates:confirm_name                         L 3 3 4 3 4 4 4
GET   leerlijn_certificates:name_picture                         L 2 2 4 2 4 4 4
GET   leerlijn_certificates:confirm_name_by_link                 5 5 5 5 5 5 5 5
POST  leerlijn_certificates:confirm_name_by_link                 3 3 3 3 3 3 3 3
GET   leerlijn_certificates:name_picture_by_link                 2 2 2 2 2 2 2 2
POST  leerlijn_certificates:name_picture_by_link                 5 5 5 5 5 5 5 5
GET   leerlijn_certificates:verify_json                          2 2 2 2 2 2 2 2
POST  leerlijn_certificates:verify_json                          5 5 5 5 5 5 5 5
POST  leerlijn_certificates:verify_form                          B B B B B B B B
GET   leerlijn_certificates:own_download                         2 2 2 2 2 2 2 2
POST  leerlijn_certificates:own_download                         5 5 5 5 5 5 5 5
GET   leerlijn_courses:field                                     L 4 4 4 4 2 2 2
POST  leerlijn_courses:field                                     L 4 4 4 4 2 2 2
GET   leerlijn_courses:field_person                              L 4 4 4 4 2 2 2
POST  leerlijn_courses:field_person                              L 4 4 4 4 2 2 2
GET   leerlijn_courses:field_people                              L 4 4 4 4 2 2 2
POST  leerlijn_courses:field_people                              L 4 4 4 4 2 2 2
GET   leerlijn_courses:field_consent                             L 4 4 4 4 2 4 2
POST  leerlijn_courses:field_consent                             L 4 4 4 4 2 4 2
GET   leerlijn_courses:field_activity                            L 4 4 4 4 2 2 2
POST  leerlijn_courses:field_activity                            L 4 4 4 4 2 2 2
GET   leerlijn_courses:field_logged                              L 4 4 4 4 2 4 2
POST  leerlijn_courses:field_logged                              L 4 4 4 4 3 4 3
GET   leerlijn_courses:field_photo                               L 4 4 4 4 2 4 2
GET   leerlijn_courses:host                                      2 2 2 2 2 2 2 2
POST  leerlijn_courses:host                                      2 2 2 2 2 2 2 2
GET   leerlijn_certificates:verify_form                          2 2 2 2 2 2 2 2
GET   leerlijn_certificates:verify                               2 2 2 2 2 2 2 2
POST  leerlijn_certificates:verify                               B B B B B B B B
GET   leerlijn_certificates:mine                                 L 2 2 2 2 2 2 2
GET   leerlijn_certificates:download                             L 2 4 4 4 2 4 2
GET   leerlijn_certificates:spelling                             L 3 3 3 3 3 3 3
POST  leerlijn_certificates:spelling                             L B B 4 B 4 4 4
"""

# Wagtail's own addresses, and the few that everybody may ask for: a pattern over the route's name, and for whom it is
# open. The first that fits holds. Whom it is closed for may be sent away in any manner, and is never shown a page.
GROUPS: tuple[tuple[str, str], ...] = (
    (r"wagtail_serve|wagtailcore_\w+|media|wagtaildocs_(serve|authenticate_with_password)", "apoutcfs"),
    (r"wagtailadmin_(sprite|javascript_catalog|login|logout|password_reset\w*)|-", "apoutcfs"),
    (r"wagtailadmin_(home|account|dismissibles|error_test|block_preview)|wagtailadmin_editing_sessions:.*", "utcfs"),
    (r"wagtailadmin_(choose_page\w*|tag_\w+)|wagtailadmin_api:.*|wagtailembeds:.*|wagtail_modeladmin:.*", "utcfs"),
    (r"wagtail(docs|images)_chooser:(choose|chosen)\w*|wagtailsnippetchoosers_\w+:(choose|chosen)\w*", "utcfs"),
    (r"wagtailadmin_workflows:task_cho\w+|wagtailadmin_reports:site_history\w*", "utcfs"),
    (r"wagtailadmin_pages:(move_confirm|confirm_workflow_cancellation|choose_parent)", "utcfs"),
    (r"wagtailadmin_(explore|pages)\w*(:.*)?|wagtail_bulk_action|simple_translation:.*", "us"),
    (r"wagtail(images|docs)\w*:.*|wagtailforms:.*", "us"),
    (r"wagtailadmin_reports:(workflow|aging_pages|page_types)\w*", "us"),
    (r"wagtail\w+:.*|themetag:.*|audiencetag:.*", "s"),
)
