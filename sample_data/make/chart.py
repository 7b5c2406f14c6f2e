"""The chart of accounts of Cronus Cycles. Accounts from 6000 on are income statement accounts."""

from __future__ import annotations

from sample_data.make.books import GLAccount

# No., name. Accounts that only postings from the inventory ledger may touch are marked with * (no direct posting).
_ASSETS = """
2110 Resale Items
2111 Resale Items (Interim)*
2112 Resale Items, West
2113 Resale Items, West (Interim)*
2115 Spare Parts
2116 Spare Parts (Interim)*
2119 Spare Parts, until reorganization
2120 Finished Goods
2121 Finished Goods (Interim)*
2130 Raw Materials
2131 Raw Materials (Interim)*
2140 WIP, Bicycles*
2141 WIP, Spare Parts*
2142 WIP, Other*
"""
_OTHER_ASSETS = """
2310 Customers, Domestic
2320 Customers, Export
2910 Bank, USD
"""
_LIABILITIES = """
5410 Vendors, Domestic
5420 Vendors, Foreign
5510 Invt. Accrual, Retail (Interim)*
5530 Invt. Accrual, Raw Materials (Interim)*
"""
_INCOME = """
6110 Sales, Retail, Domestic
6120 Sales, Retail, Export
6210 Sales, Raw Materials
6310 Sales, Bicycles, Domestic
6320 Sales, Bicycles, Export
"""
_COST = """
7110 Purchases, Retail
7120 Purchases, Freight and Services
7170 Inventory Adjmt., Retail
7190 COGS, Retail
7191 COGS, Retail (Interim)*
7192 Direct Cost Applied, Retail*
7193 Overhead Applied, Retail*
7194 Purchase Variance, Retail*
7210 Purchases, Raw Materials
7270 Inventory Adjmt., Raw Materials
7290 COGS, Raw Materials
7291 COGS, Raw Materials (Interim)*
7292 Direct Cost Applied, Raw Materials*
7293 Overhead Applied, Raw Materials*
7294 Purchase Variance, Raw Materials*
7470 Inventory Adjmt., Bicycles
7490 COGS, Bicycles
7491 COGS, Bicycles (Interim)*
7493 Overhead Applied, Bicycles*
7495 Direct Cost Non-Inventory Applied*
7790 Direct Cost Applied, Capacity*
7791 Overhead Applied, Capacity*
7890 Material Variance*
7891 Capacity and Cap. Overhead Variance*
7892 Subcontracted Variance*
7893 Mfg. Overhead Variance*
7894 Material Non-Inventory Variance*
"""
_EXPENSES = """
8110 Rent
8120 Electricity and Heating
8450 Repairs and Small Tools
8710 Wages, Workshop
8720 Salaries
"""


def _posting(lines: str, income_balance: str, category: str) -> list[GLAccount]:
    accounts = []
    for line in lines.strip().splitlines():
        no, name = line.split(" ", 1)
        direct = not name.endswith("*")
        accounts.append(GLAccount(no, name.rstrip("*"), income_balance, category, direct_posting=direct))
    return accounts


def _section(begin: str, end: str, name: str, content: list[GLAccount]) -> list[GLAccount]:
    """Accounts between a Begin-Total and an End-Total that adds them up."""
    head = content[0]
    first = GLAccount(begin, name, head.income_balance, head.category, "Begin-Total", direct_posting=False)
    total = GLAccount(
        end, f"Total {name}", head.income_balance, head.category, "End-Total", f"{begin}..{end}", direct_posting=False
    )
    return [first, *content, total]


def chart_of_accounts() -> list[GLAccount]:
    """The whole chart in number order, with headings and totals."""
    balance, income = "Balance Sheet", "Income Statement"
    return [
        GLAccount("1000", "BALANCE SHEET", balance, "Assets", "Heading", direct_posting=False),
        *_section("2100", "2190", "Inventory", _posting(_ASSETS, balance, "Assets")),
        *_posting(_OTHER_ASSETS, balance, "Assets"),
        *_posting("3110 Share Capital", balance, "Equity"),
        *_section("5400", "5590", "Short-term Liabilities", _posting(_LIABILITIES, balance, "Liabilities")),
        GLAccount("5999", "TOTAL BALANCE SHEET", balance, "", "Total", "1000..5998", direct_posting=False),
        GLAccount("6000", "INCOME STATEMENT", income, "Income", "Heading", direct_posting=False),
        *_section("6100", "6990", "Revenue", _posting(_INCOME, income, "Income")),
        *_section("7100", "7990", "Cost of Goods Sold", _posting(_COST, income, "Cost of Goods Sold")),
        *_section("8000", "8990", "Operating Expenses", _posting(_EXPENSES, income, "Expense")),
        GLAccount("9999", "NET INCOME", income, "", "Total", "6000..9998", direct_posting=False),
    ]
