"""The five programmes of the demo, from which a site's first pages are made."""

from . import doorbreek_de_bubbel, ondersteuning_op_maat, respectvol_samenleven, rolmodel, signalering, stay_human
from .schema import Programme

# A programme stands after those that it includes.
PROGRAMMES: tuple[Programme, ...] = (
    doorbreek_de_bubbel.PROGRAMME,
    signalering.PROGRAMME,
    rolmodel.PROGRAMME,
    *stay_human.PROGRAMMES,
    respectvol_samenleven.PROGRAMME,
    ondersteuning_op_maat.PROGRAMME,
)
