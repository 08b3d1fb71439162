"""Pairs of invented records that are one human being, and pairs that are not: what the finding is measured by."""

from __future__ import annotations

from datetime import date
from typing import Any

from courses.people.doubles.likeness import Traits, traits_of
from courses.people.models import Person

A, B = date(1990, 5, 17), date(1987, 11, 2)
PAPER = date(1985, 1, 1)

SAME: list[tuple[Any, Any]] = [
    # Dutch, with tussenvoegsels, other orders and slips
    ("Jan van den Berg", "Berg, Jan van den"),
    ("Anneke de Vries-Bakker", "Anneke de Vries Bakker"),
    ("Sjoerd van 't Hof", "Sjoerd van het Hof"),
    ("Willemijn Hoekstra", "Willemyn Hoekstra"),
    ("Marieke Dijkstra", "Marieke Dykstra"),
    ("Geert-Jan ter Braak", "Geertjan ter Braak"),
    ("Johanna Wilhelmina Postma", "johanna wilhelmina  POSTMA"),
    ("Femke Hoogeveen", "Femke Hoogevene"),
    ("Tjitske Zijlstra", "Tjitske Zeilstra"),
    ("Rients Hofstede", "Rients Hofsteede"),
    # Arabic script beside Latin spellings
    ("نادية الحسن", "Nadia al-Hassan"),
    ("محمد علي", "Mohamed Ali"),
    ("عبد الرحمن يوسف", "Abdul Rahman Yousef"),
    ("خديجة بن علي", "Khadija Ben Ali"),
    ("فاطمة الزهراء", "Fatima Zahra"),
    ("حسين عبد الله", "Hussein Abdullah"),
    ("سمير حداد", "Samir Haddad"),
    ("ياسمين خليل", "Yasmin Khalil"),
    ({"name": "ليلى منصور", "latin_name": "Leila Mansour"}, "Layla Mansour"),
    # Arabic names in the spellings of several countries
    ("Mohammed el Amrani", "Muhammad Al-Amrani"),
    ("Youssef el Amrani", "Yusuf Al-Amrani"),
    ("Rachid Boukhari", "Rashid Bukhari"),
    ("Joesoef Achmed", "Yusuf Ahmed"),
    ("Abdelkader Ziani", "Abd el-Kader Ziani"),
    ("Fatima-Zahra Idrissi", "Fatima Zohra Idrissi"),
    ("Oualid Chakir", "Walid Shakir"),
    # Somali
    ("Cabdiraxmaan Cali Maxamed", "Abdirahman Ali Mohamed"),
    ("Xasan Cumar", "Hassan Omar"),
    ("Warsame Abdirahman", "Abdirahman Warsme"),
    ("Khadra Maxamuud Jaamac", "Khadra Mahamud Jamac"),
    # Eritrean and Ethiopian, and Ge'ez
    ("ሰላም ተስፋዬ", "Selam Tesfaye"),
    ("አበበ በቀለ", "Abebe Bekele"),
    ("ሚካኤል ገብረ ሥላሴ", "Mikael Gebreselassie"),
    ("Tsehay Gebremedhin", "Tsehay Gebre Medhin"),
    ("Yohannes Habtemariam", "Johannes Habtemariam"),
    # Turkish
    ("Şahin Öztürk", "Sahin Ozturk"),
    ("Çiğdem Yıldız", "Cigdem Yildiz"),
    ("HATİCE YILMAZ", "Hatice Yılmaz"),
    # Cyrillic and other accents
    ("Ахмед Алиев", "Akhmed Aliyev"),
    ("Олена Коваленко", "Olena Kovalenko"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("Željko Petrović", "Zeljko Petrovic"),
    # A name with something else that is the same
    ({"name": "Selam", "phone": "06-12345678"}, {"name": "Selam Tesfaye", "phone": "+31 6 1234 5678"}),
    ({"name": "Selam", "phone": "0612345678"}, {"name": "Selam", "phone": "+31 (0)6 12 34 56 78"}),
    ({"name": "Ali Hassan", "birth_date": A}, {"name": "Mohamed Ali Hassan", "birth_date": A}),
    ({"name": "J. Postma", "email": "J.Postma@example.org"}, {"name": "Jelle Postma", "email": "j.postma@example.org"}),
    (
        {"name": "Amira Proef", "birth_date": A, "phone": "0698765432"},
        {"name": "Amira de Boer", "birth_date": A, "phone": "06 98 76 54 32"},
    ),
    (
        {"name": "Noor Beiden", "phone": "06-98 76 54 03", "birth_date": PAPER},
        {"name": "Noor Beiden", "phone": "0698765403", "birth_date": A},
    ),
    ({"name": "Mehmet Kaya", "email": "kaya@example.org"}, {"name": "Mehmed Kaja", "email": "KAYA+cursus@example.org"}),
]

OTHERS: list[tuple[Any, Any]] = [
    # Sisters, brothers, fathers and sons
    ("Samir Haddad", "Samira Haddad"),
    ("Amin Yusuf", "Amina Yusuf"),
    ("Mohamed Ali Hassan", "Ahmed Ali Hassan"),
    ("Ali Hassan", "Mohamed Ali Hassan"),
    ("Omar Yusuf", "Amina Yusuf"),
    ("Jan de Vries", "Piet de Vries"),
    ("Aster Bekele", "Abebe Bekele"),
    ({"name": "Omar Yusuf", "phone": "0612345678"}, {"name": "Amina Yusuf", "phone": "0612345678"}),
    ({"name": "Leyla Demir", "email": "demir@example.org"}, {"name": "Kemal Demir", "email": "demir@example.org"}),
    # Names that sound alike
    ("Hassan Ali", "Hussein Ali"),
    ("Mahmoud Ali", "Mehmet Ali"),
    ("Yasin Omar", "Yasir Omar"),
    ("Karim Salah", "Karam Saleh"),
    ("Ahmed Nasser", "Hamid Nasser"),
    ("Anna Visser", "Anne Visser"),
    ("Marijke Bos", "Marieke Vos"),
    ("Jansen", "Janssen"),
    ("Peter Bakker", "Pieter de Bakker-Smit"),
    ("Hanan Aziz", "Hana Aziz"),
    ("Lina Khalil", "Dina Khalil"),
    ("Selam", "Selam Tesfaye"),
    ("Tesfaye Haile", "Tesfay Haileab"),
    ("Maryam Osman", "Mariama Osman"),
    ("محمد علي", "محمود علوي"),
    ("سمير حداد", "Samira Haddad Omar"),
    ("ሰላም ተስፋዬ", "Selamawit Tesfaye"),
    ("Cabdi Xasan", "Abdi Hussein"),
    ("Çetin Yılmaz", "Metin Yılmaz"),
    # One office, one name, other people
    ({"name": "Els Mulder", "phone": "050-1234567"}, {"name": "Bart Kuipers", "phone": "050 123 45 67"}),
    ({"name": "Els Mulder", "email": "info@example.org"}, {"name": "Bart Kuipers", "email": "info@example.org"}),
    ({"name": "Jan de Vries", "birth_date": A}, {"name": "Jan de Vries", "birth_date": B}),
    ({"name": "Mohamed Ali", "birth_date": A}, {"name": "محمد علي", "birth_date": B}),
    ({"name": "Sara Ahmed", "birth_date": PAPER}, {"name": "Nora Hamid", "birth_date": PAPER}),
    ({"name": "Amina Osman", "birth_date": PAPER}, {"name": "Hodan Osman", "birth_date": PAPER}),
    ({"name": "Sara Ahmed", "birth_date": A}, {"name": "Nora Bakker", "birth_date": A}),
]


def traits(record: Any) -> Traits:
    return traits_of(person(record))


def person(record: Any) -> Person:
    return Person(**({"name": record} if isinstance(record, str) else record))
