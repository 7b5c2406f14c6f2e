"""The posting setups: which G/L account is meant for a location and posting group, or for a pair of gen. groups.

Several lines share accounts, as companies do: East and the blank location share everything, all bicycles and spare
parts share their accounts over the locations, and capacity and capacity overhead variance share one account.
"""

from __future__ import annotations

LOCATIONS = ("", "EAST", "WEST")

# Inventory posting group: Inventory, Inventory (Interim), WIP.
_STOCK_ACCOUNTS = {
    "RESALE": ("2110", "2111", "2142"),
    "SPARES": ("2115", "2116", "2141"),
    "FINISHED": ("2120", "2121", "2140"),
    "RAW MAT": ("2130", "2131", "2142"),
}
_WEST_RESALE = ("2112", "2113", "2142")

_VARIANCE_ACCOUNTS = {
    "Material Variance": "7890",
    "Capacity Variance": "7891",
    "Subcontracted Variance": "7892",
    "Capacity Overhead Variance": "7891",
    "Mfg. Overhead Variance": "7893",
    "Material Non-Inventory Variance": "7894",
}

# Gen. prod. posting group: the accounts of inventory cost that all gen. bus. posting groups share.
_COST_ACCOUNTS = {
    "RETAIL": {
        "COGS": "7190",
        "COGS (Interim)": "7191",
        "Inventory Adjmt.": "7170",
        "Invt. Accrual (Interim)": "5510",
        "Direct Cost Applied": "7192",
        "Overhead Applied": "7193",
        "Purchase Variance": "7194",
        "Direct Cost Non-Inventory Applied": "7495",
        "Purchases": "7110",
    },
    "RAW MAT": {
        "COGS": "7290",
        "COGS (Interim)": "7291",
        "Inventory Adjmt.": "7270",
        "Invt. Accrual (Interim)": "5530",
        "Direct Cost Applied": "7292",
        "Overhead Applied": "7293",
        "Purchase Variance": "7294",
        "Direct Cost Non-Inventory Applied": "7495",
        "Purchases": "7210",
    },
    "MANUFACT": {
        "COGS": "7490",
        "COGS (Interim)": "7491",
        "Inventory Adjmt.": "7470",
        "Invt. Accrual (Interim)": "5530",
        "Direct Cost Applied": "7292",
        "Overhead Applied": "7493",
        "Purchase Variance": "7294",
        "Direct Cost Non-Inventory Applied": "7495",
        "Purchases": "7210",
    },
    "SERVICES": {
        "COGS": "",
        "COGS (Interim)": "",
        "Inventory Adjmt.": "7170",
        "Invt. Accrual (Interim)": "",
        "Direct Cost Applied": "7790",
        "Overhead Applied": "7791",
        "Purchase Variance": "",
        "Direct Cost Non-Inventory Applied": "",
        "Purchases": "7120",
    },
}
_SALES_ACCOUNTS = {
    ("DOMESTIC", "RETAIL"): "6110",
    ("EXPORT", "RETAIL"): "6120",
    ("DOMESTIC", "RAW MAT"): "6210",
    ("EXPORT", "RAW MAT"): "6210",
    ("DOMESTIC", "MANUFACT"): "6310",
    ("EXPORT", "MANUFACT"): "6320",
}


def inventory_posting_setup() -> dict[tuple[str, str], dict[str, str]]:
    """(location, inventory posting group) -> account type -> account no."""
    setup = {}
    for location in LOCATIONS:
        for group, shared in _STOCK_ACCOUNTS.items():
            inventory, interim, wip = _WEST_RESALE if (location, group) == ("WEST", "RESALE") else shared
            stock = {"Inventory": inventory, "Inventory (Interim)": interim, "WIP Inventory": wip}
            setup[location, group] = stock | _VARIANCE_ACCOUNTS
    return setup


def general_posting_setup() -> dict[tuple[str, str], dict[str, str]]:
    """(gen. bus. posting group, gen. prod. posting group) -> account type -> account no."""
    return {
        (business, product): {"Sales": _SALES_ACCOUNTS.get((business, product), "")} | accounts
        for business in ("", "DOMESTIC", "EXPORT")
        for product, accounts in _COST_ACCOUNTS.items()
    }
