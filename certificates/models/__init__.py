from certificates.models.awards import Award
from certificates.models.certificates import Certificate, Kind
from certificates.models.designs import Design, DesignLogo, DesignSignatory
from certificates.models.erased import ErasedCertificate
from certificates.models.names import NameCheck
from certificates.models.titles import TitleChoice

__all__ = [
    "Award",
    "Certificate",
    "Design",
    "DesignLogo",
    "DesignSignatory",
    "ErasedCertificate",
    "Kind",
    "NameCheck",
    "TitleChoice",
]
