"""The chart of accounts of Karoo Timber and Tools, and its inventory groups. Seven digits: four and three."""

from __future__ import annotations

from dataclasses import dataclass

SALES_TIMBER = "1000010"
SALES_TOOLS = "1000020"
SERVICE_INCOME = "1000030"
COST_OF_SALES = "2000000"
COST_OF_SERVICES = "2000050"
ADJUSTMENTS = "2100000"
COUNT_VARIANCE = "2150000"
PURCHASE_VARIANCE = "2200000"
PURCHASES = "2300000"
CHANGE_IN_INVENTORY = "2350000"
BANK_CHARGES = "3200000"
ELECTRICITY = "3650000"
REPAIRS = "4250000"
RENT = "4300000"
SALARIES = "4400000"
RETAINED_INCOME = "5200000"
VEHICLES = "6250000"
TIMBER = "7700010"
FASTENERS = "7700020"
TOOLS = "7700030"
PAINT = "7700040"
HIRE_STOCK = "7700050"
CUSTOMERS = "8000000"
BANK = "8400000"
SUPPLIERS = "9000000"
GRN_ACCRUAL = "9100000"
VAT = "9500000"

INVENTORY = (TIMBER, FASTENERS, TOOLS, PAINT, HIRE_STOCK)

ACCOUNTS = {
    SALES_TIMBER: "Sales - Timber",
    SALES_TOOLS: "Sales - Tools and Hardware",
    SERVICE_INCOME: "Sales - Services",
    COST_OF_SALES: "Cost of Sales",
    COST_OF_SERVICES: "Cost of Services",
    ADJUSTMENTS: "Inventory Adjustments",
    COUNT_VARIANCE: "Inventory Count Variance",
    PURCHASE_VARIANCE: "Purchase Variance",
    PURCHASES: "Purchases",
    CHANGE_IN_INVENTORY: "Change in Inventory",
    BANK_CHARGES: "Bank Charges",
    ELECTRICITY: "Electricity and Water",
    REPAIRS: "Repairs and Maintenance",
    RENT: "Rent Paid",
    SALARIES: "Salaries and Wages",
    RETAINED_INCOME: "Retained Income",
    VEHICLES: "Motor Vehicles at Cost",
    TIMBER: "Inventory Control - Timber",
    FASTENERS: "Inventory Control - Fasteners",
    TOOLS: "Inventory Control - Tools",
    PAINT: "Inventory Control - Paint",
    HIRE_STOCK: "Inventory Control - Hire Stock",
    CUSTOMERS: "Customer Control Account",
    BANK: "Bank - Current Account",
    SUPPLIERS: "Supplier Control Account",
    GRN_ACCRUAL: "Goods Received Not Invoiced",
    VAT: "VAT Control Account",
}


@dataclass(frozen=True)
class Group:
    """An inventory group and the accounts it names. A blank inventory account: its items are services, never stock."""

    no: int
    description: str
    sales: str
    inventory: str
    cost_of_sales: str = COST_OF_SALES
    count_variance: str = COUNT_VARIANCE
    adjustment: str = ADJUSTMENTS
    purchase_variance: str = PURCHASE_VARIANCE
    purchases: str = PURCHASES


GROUPS = (
    Group(1, "Timber, planed", SALES_TIMBER, TIMBER),
    Group(2, "Boards and panels", SALES_TIMBER, TIMBER),
    Group(3, "Fasteners", SALES_TOOLS, FASTENERS),
    Group(4, "Hand tools", SALES_TOOLS, TOOLS),
    Group(5, "Power tools", SALES_TOOLS, TOOLS),
    Group(6, "Paint and adhesives", SALES_TOOLS, PAINT),
    Group(7, "Hire and demonstration", SALES_TOOLS, HIRE_STOCK),
    Group(8, "Services", SERVICE_INCOME, "", COST_OF_SERVICES, "", "", "", COST_OF_SERVICES),
)
