"""What people in a group are told: mails in their own language, and invitations that their calendars apply."""
