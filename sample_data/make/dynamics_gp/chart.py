"""The chart of accounts of Fabrikam Outdoor. Tables of Dynamics GP know an account by its index alone."""

from __future__ import annotations

from dataclasses import dataclass

CASH = "000-1100-00"
RECEIVABLE = "000-1200-00"
FINISHED = "000-1300-01"
RAW = "000-1310-01"
DAMAGED = "000-1340-01"
TOOLS = "000-1500-00"
PAYABLE = "000-2100-00"
ACCRUED_PURCHASES = "000-2111-00"
ACCRUED_FREIGHT = "000-2115-00"
EQUITY = "000-3030-00"
SALES = "000-4110-01"
COGS = "000-4500-01"
OFFSET = "000-4510-01"
VARIANCE = "000-4520-01"
PRICE_VARIANCE = "000-4530-01"
ASSEMBLY_VARIANCE = "000-4540-01"
FREIGHT_INCOME = "000-4600-00"
RENT = "000-6100-00"
WAGES = "000-6150-00"
FREIGHT_OUT = "000-6300-00"
REPAIRS = "000-6400-00"

INVENTORY = (FINISHED, RAW, DAMAGED)


@dataclass(frozen=True)
class Account:
    """One account: index, number, name, account category (5 is Inventory), and whether it is closed to equity."""

    index: int
    no: str
    name: str
    category: int
    income: bool = False


ACCOUNTS = (
    Account(101, CASH, "Cash - Operating Account", 1),
    Account(104, RECEIVABLE, "Accounts Receivable", 3),
    Account(117, FINISHED, "Inventory - Finished Goods", 5),
    Account(118, RAW, "Inventory - Raw Materials", 5),
    Account(121, DAMAGED, "Inventory - Damaged and In Service", 5),
    Account(133, TOOLS, "Tools and Fixtures", 9),
    Account(140, PAYABLE, "Accounts Payable", 13),
    Account(143, ACCRUED_PURCHASES, "Accrued Purchases", 13),
    Account(144, ACCRUED_FREIGHT, "Accrued Freight, Landed Cost", 13),
    Account(155, EQUITY, "Retained Earnings", 23),
    Account(160, SALES, "Sales - Outdoor", 31, income=True),
    Account(171, COGS, "Cost of Goods Sold", 33, income=True),
    Account(172, OFFSET, "Inventory Offset", 33, income=True),
    Account(173, VARIANCE, "Inventory Variance", 33, income=True),
    Account(174, PRICE_VARIANCE, "Purchase Price Variance", 33, income=True),
    Account(175, ASSEMBLY_VARIANCE, "Assembly Variance", 33, income=True),
    Account(180, FREIGHT_INCOME, "Freight Charged", 43, income=True),
    Account(201, RENT, "Rent Expense", 35, income=True),
    Account(202, WAGES, "Wages and Salaries", 35, income=True),
    Account(205, FREIGHT_OUT, "Freight Out", 35, income=True),
    Account(207, REPAIRS, "Repairs and Maintenance", 35, income=True),
)
