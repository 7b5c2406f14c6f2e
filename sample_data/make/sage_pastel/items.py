"""What the company buys, keeps in its two stores, and sells; and with whom it trades."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MAIN, BRANCH = "001", "002"
STORES = {MAIN: "Beaufort West", BRANCH: "Graaff-Reinet"}


@dataclass(frozen=True)
class Item:
    """An item: its group in either store, the usual cost of a unit, and how many are bought in a month.

    Nothing is bought or sold in the ordinary course of an item of which 0 a month is bought. A service has no stock.
    """

    code: str
    description: str
    groups: tuple[int, int]
    cost: Decimal
    monthly: int = 0
    service: bool = False

    def group(self, store: str) -> int:
        """Its group in a store."""
        return self.groups[0] if store == MAIN else self.groups[1]


# Code, description, group (and that in the branch, where it is another), usual cost, bought in a month.
_LIST = """
PINE-038-114  | Pine planed 38 x 114 mm, per metre      | 1   | 31.40   | 160
PINE-038-152  | Pine planed 38 x 152 mm, per metre      | 1   | 42.85   | 120
PINE-022-069  | Pine planed 22 x 69 mm, per metre       | 1   | 14.20   | 240
SAL-022-144   | Saligna planed 22 x 144 mm, per metre   | 1   | 68.90   | 90
SAL-032-220   | Saligna planed 32 x 220 mm, per metre   | 1   | 138.75  | 50
MERANTI-032   | Meranti 32 x 152 mm, per metre          | 1   | 164.30  | 40
POLE-3M       | Treated pole 3 m                        | 1   | 88.60   | 70
SKIRT-OLD     | Skirting, Victorian profile             | 1   | 57.25   | 0
BEAM-LAM      | Laminated beam 45 x 220 mm, 6 m         | 1   | 1184.50 | 0
PLY-09        | Plywood 9 mm, 2440 x 1220               | 2   | 289.00  | 40
PLY-18        | Plywood 18 mm, 2440 x 1220              | 2   | 512.40  | 30
MDF-16        | MDF 16 mm, 2750 x 1830                  | 2   | 398.15  | 26
CHIP-16       | Chipboard 16 mm, white melamine         | 2   | 447.90  | 26
HARDB-03      | Hardboard 3 mm                          | 2   | 96.35   | 44
TABLE-CAFE    | Café table top, round 700 mm            | 2   | 356.20  | 12
CORK-OLD      | Cork sheet 6 mm                         | 2   | 118.40  | 0
VENEER-K      | Veneer, kiaat                           | 2   | 203.60  | 0
00412         | Wood screw ½ inch, box of 200           | 3   | 38.90   | 110
00413         | Wood screw ¾ inch, box of 200           | 3   | 44.25   | 110
00415         | Coach screw M8 x 75, box of 50          | 3   | 126.70  | 60
NAIL-050      | Wire nail 50 mm, 5 kg                   | 3   | 142.35  | 50
NAIL-075      | Wire nail 75 mm, 5 kg                   | 3   | 145.80  | 50
BOLT-M10      | Cup square bolt M10 x 120, box of 25    | 3   | 171.15  | 36
BRACKET-90    | Angle bracket 90 mm                     | 3   | 11.65   | 300
HINGE-100     | Butt hinge 100 mm, pair                 | 3   | 29.45   | 140
RIVET-OLD     | Copper rivet, box of 500                | 3   | 87.30   | 0
ANCHOR-M16    | Chemical anchor M16                     | 3   | 64.95   | 0
HAMMER-500    | Claw hammer 500 g                       | 4   | 148.25  | 30
SAW-550       | Hand saw 550 mm                         | 4   | 176.40  | 26
CHISEL-SET    | Wood chisel set of 6                    | 4   | 389.90  | 14
LEVEL-900     | Spirit level 900 mm                     | 4   | 232.75  | 18
TAPE-8M       | Tape measure 8 m                        | 4   | 94.60   | 44
SQUARE-300    | Try square 300 mm                       | 4   | 121.85  | 20
BITSET-M      | Müller bit set of 32                    | 4   | 268.30  | 20
PLANE-NO4     | Bench plane no. 4                       | 4   | 842.60  | 0
DRAWKNIFE     | Draw knife                              | 4   | 417.35  | 0
DRILL-18V     | Cordless drill 18 V                     | 5 7 | 1648.00 | 12
DRILL-HAM     | Hammer drill 850 W                      | 5 7 | 1124.75 | 10
SAW-CIRC      | Circular saw 185 mm                     | 5 7 | 1389.40 | 9
SANDER-ORB    | Orbital sander                          | 5   | 896.20  | 12
PLANER-82     | Electric planer 82 mm                   | 5   | 1517.65 | 8
GRINDER-115   | Angle grinder 115 mm                    | 5   | 738.90  | 16
JIGSAW-700    | Jigsaw 700 W                            | 5   | 984.35  | 12
ROUTER-12     | Router 12 mm                            | 5 7 | 2417.80 | 0
COMPR-50      | Compressor 50 l                         | 5   | 2863.45 | 0
LATHE-MINI    | Mini lathe                              | 5 7 | 5218.90 | 0
GLUE-01       | Wood glue 1 l                           | 6   | 72.15   | 80
GLUE-05       | Wood glue 5 l                           | 6   | 298.40  | 24
VARN-CLEAR    | Varnish, clear, 5 l                     | 6   | 486.95  | 22
VARN-OAK      | Varnish, oak, 5 l                       | 6   | 492.30  | 20
STAIN-TEAK    | Wood stain, teak, 1 l                   | 6   | 134.85  | 40
PVA-20        | PVA paint, white, 20 l                  | 6   | 612.70  | 20
FILLER-500    | Wood filler 500 g                       | 6   | 48.55   | 70
SAND-080      | Sanding paper 80 grit, roll of 10 m     | 6   | 86.25   | 50
SAND-120      | Sanding paper 120 grit, roll of 10 m    | 6   | 86.25   | 50
LIME-WASH     | Lime wash, 10 l                         | 6   | 341.10  | 0
SHELLAC       | Shellac flakes, 1 kg                    | 6   | 529.85  | 0
"""

_SERVICES = """
DELIVERY      | Delivery within 50 km                   | 8   | 180.00
CUTTING       | Cutting to size, per cut                | 8   | 6.50
SHARPEN       | Sharpening of blades                    | 8   | 55.00
INSTALL-H     | Fitting, per hour                       | 8   | 260.00
"""


def _item(line: str, *, service: bool) -> Item:
    code, description, groups, cost, *monthly = (cell.strip() for cell in line.split("|"))
    main, *branch = map(int, groups.split())
    return Item(code, description, (main, (branch or [main])[0]), Decimal(cost), int((monthly or ["0"])[0]), service)


ITEMS = (
    *(_item(line, service=False) for line in _LIST.strip().splitlines()),
    *(_item(line, service=True) for line in _SERVICES.strip().splitlines()),
)

CUSTOMER_NAMES = ("Cash sale", "Karoo Builders", "Nieuweveld Farms", "De Jager Joinery", "Valley Schools")


@dataclass(frozen=True)
class Supplier:
    """A supplier, and the letters with which its invoice numbers begin."""

    name: str
    letters: str


SUPPLIER_LIST = (
    Supplier("Knysna Sawmills", "KS"),
    Supplier("Boland Boards", "BB"),
    Supplier("Cape Fasteners", "CF"),
    Supplier("Toolmaster Imports", "TM"),
    Supplier("Overberg Coatings", "OC"),
)
