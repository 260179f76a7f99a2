"""The parts of a company profile: every field with its label, unit and kind.

This is the one place where a field is declared. Its label is what the form shows, what a table's
heading says and what expressions of the programmes call it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile_fields import (
    Count,
    Event,
    FieldKind,
    Number,
    ProfilePart,
    SignedYearly,
    Text,
    Yearly,
    YesNo,
    ask,
    full_region,
)

_K = FieldKind

Applicant = Literal["企业", "个人", "事业单位", "社会团体", "非营利性科研机构"]
Size = Literal["大型", "中型", "小型", "微型"]
Standard = Literal["GB/T 29490-2013", "GB/T 29490-2023", "无"]
Matter = Literal["发明", "实用新型", "外观设计", "复审", "无效宣告"]


class Basics(ProfilePart):
    """Who the company is."""

    GROUP: ClassVar[str] = "基本情况"
    name: Text = ask("名称", _K.TEXT)
    applicant: Applicant | None = ask("主体类型", _K.CHOICE)
    region: Text = ask("地区", _K.REGION, help="省/市/区，例如 广东省/广州市/南沙区")
    registered: date | None = ask("注册日期", _K.DATE, help="营业执照上的成立日期")
    size: Size | None = ask("企业规模", _K.CHOICE, help="按《中小企业划型标准规定》")
    legal_person: YesNo = ask("独立法人", _K.YES_NO)
    industry: Annotated[str, Field(pattern="^[A-T][0-9]{0,4}$")] | None = ask(
        "行业代码", _K.CODE, help="国民经济行业分类代码，例如 C3562"
    )
    supported_field: YesNo = ask(
        "属于重点支持领域", _K.YES_NO, help="主要产品的核心技术属于国家重点支持的高新技术领域"
    )
    regional_influence: YesNo = ask("区域内有一定影响力", _K.YES_NO, help="是否达到由主管部门评定")

    @field_validator("region")
    @classmethod
    def _full_path(cls, region: str | None) -> str | None:
        """广州 -> 广东省/广州市; BadPlaceError's message goes to the user."""
        return full_region(region) if region else None


class Operations(ProfilePart):
    """What it earns and spends; figures are of the whole calendar year."""

    GROUP: ClassVar[str] = "经营与研发"
    revenue: Yearly = ask("营业收入", _K.YEARLY, "万元", help="年度；高企口径的销售收入也填这里")
    total_income: Yearly = ask("总收入", _K.YEARLY, "万元", help="收入总额减不征税收入")
    high_tech_income: Yearly = ask("高新技术产品收入", _K.YEARLY, "万元", help="含高新技术服务收入")
    main_business_revenue: Yearly = ask("主营业务收入", _K.YEARLY, "万元")
    leading_product_revenue: Yearly = ask("主导产品收入", _K.YEARLY, "万元")
    net_profit: SignedYearly = ask("净利润", _K.YEARLY, "万元", help="亏损填负数")
    taxable_income: SignedYearly = ask("应纳税所得额", _K.YEARLY, "万元", help="企业所得税口径")
    monthly_income: Yearly = ask("月均收入", _K.YEARLY, "元", help="个人申请费用减缴时填")
    rd_expense: Yearly = ask("研发费用", _K.YEARLY, "万元")
    domestic_rd_expense: Yearly = ask("境内研发费用", _K.YEARLY, "万元")
    equity_financing: Yearly = ask(
        "新增股权融资", _K.YEARLY, "万元", help="合格机构投资者的实缴额，按年"
    )
    debt_ratio: Number = ask("资产负债率", _K.NUMBER, "%", help="上年末")
    staff: Count = ask("职工总数", _K.COUNT, "人")
    technical_staff: Count = ask("科技人员", _K.COUNT, "人")
    rd_staff: Count = ask("研发人员", _K.COUNT, "人")
    market_since: date | None = ask("进入细分市场日期", _K.DATE, help="开始从事特定细分市场的日期")
    market_share: Number = ask("细分市场占有率", _K.NUMBER, "%")
    market_leading: YesNo = ask("细分市场全国前列或省内领先", _K.YES_NO)
    rd_institution: YesNo = ask("有研发机构", _K.YES_NO, help="自建，或与高校、院所共建")
    innovation_score: Number = ask("创新能力评价得分", _K.NUMBER, "分", help="高企认定评价")
    specialised_score: Number = ask("专精特新评价得分", _K.NUMBER, "分")
    specialised_case: YesNo = ask(
        "满足专精特新列举情形", _K.YES_NO, help="评价得分以外列举的其他情形之一，以办法原文为准"
    )
    little_giant_funding: YesNo = ask(
        "达到小巨人融资和研发额", _K.YES_NO, help="营收不足5000万元时另有规定数额，以办法原文为准"
    )


class Property(ProfilePart):
    """What intellectual property it holds; counts are of rights in force on the day."""

    GROUP: ClassVar[str] = "知识产权"
    owns_core_ip: YesNo = ask(
        "拥有核心知识产权", _K.YES_NO, help="对主要产品（服务）的核心技术拥有所有权"
    )
    invention_patents: Count = ask("发明专利", _K.COUNT, "件", help="已授权且有效")
    invention_applications: Count = ask("在审发明专利申请", _K.COUNT, "件")
    utility_patents: Count = ask("实用新型专利", _K.COUNT, "件", help="已授权且有效")
    design_patents: Count = ask("外观设计专利", _K.COUNT, "件", help="已授权且有效")
    software_copyrights: Count = ask("软件著作权", _K.COUNT, "件")
    trademarks: Count = ask("注册商标", _K.COUNT, "件")
    total_ip: Count = ask("知识产权总数", _K.COUNT, "件", help="Ⅰ类与Ⅱ类合计")
    class_one_ip: Count = ask(
        "Ⅰ类知识产权", _K.COUNT, "件", help="发明专利、植物新品种、集成电路布图设计专有权等"
    )
    class_two_ip: Count = ask(
        "Ⅱ类知识产权", _K.COUNT, "件", help="实用新型、外观设计、软件著作权等"
    )
    class_one_earns: YesNo = ask("Ⅰ类知识产权已产生经济效益", _K.YES_NO)
    certificate: Standard | None = ask("贯标证书", _K.CHOICE, help="证书上写的标准版本")
    certificate_issued: date | None = ask("贯标证书发证日期", _K.DATE)
    certificate_expires: date | None = ask("贯标证书有效期至", _K.DATE, help="有效的最后一天")
    ip_system: YesNo = ask("已建立知识产权合规管理体系", _K.YES_NO)
    honours: Annotated[tuple[Honour, ...], Field(max_length=100)] | None = ask(
        "资质", _K.HONOURS, help="已获的称号，尽量写明取得日期或年份、有效期"
    )
    no_other_honours: YesNo = ask("没有其他资质", _K.YES_NO, help="除上面所列以外没有其他称号")


class Conduct(ProfilePart):
    """What it did wrong, if anything."""

    GROUP: ClassVar[str] = "合规"
    last_incident: Event = ask(
        "重大安全质量事故或严重环境违法", _K.EVENT, help="最近一次发生日；没有填“无”"
    )
    last_bad_faith: Event = ask(
        "违反诚信原则行为", _K.EVENT, help="最近一次被认定的日期；没有填“无”"
    )
    dishonesty_listed: YesNo = ask("列入严重违法失信名单", _K.YES_NO)
    false_materials: YesNo = ask("提交过虚假材料", _K.YES_NO)


class Financing(ProfilePart):
    """A loan on patents, and what was paid for it."""

    GROUP: ClassVar[str] = "质押融资"
    pledge_contract: YesNo = ask("有书面质押合同", _K.YES_NO)
    pledge_registered: YesNo = ask("质押已登记", _K.YES_NO)
    patents_clear: YesNo = ask("出质专利权属清晰有效", _K.YES_NO)
    owns_pledged: YesNo = ask("是出质专利的权利人", _K.YES_NO)
    first_pledge: YesNo = ask("至少一件首次质押", _K.YES_NO)
    co_owned: YesNo = ask("专利为共有", _K.YES_NO)
    co_owners_agree: YesNo = ask("其他共有人同意", _K.YES_NO, help="或另有约定")
    loan: Number = ask("贷款金额", _K.NUMBER, "万元")
    loan_signed: date | None = ask("贷款合同签订日", _K.DATE)
    loan_days: Count = ask("计息天数", _K.COUNT, "天")
    loan_repaid: YesNo = ask("贷款已还本付息", _K.YES_NO)
    interest: Number = ask("贷款利息", _K.NUMBER, "万元", help="当年实际支付")
    prime_rate: Number = ask("一年期LPR", _K.NUMBER, "%", help="合同签订日上月公布的一年期 LPR")
    valuation_fee: Number = ask("评估费", _K.NUMBER, "万元")
    guarantee_fee: Number = ask("担保费", _K.NUMBER, "万元")
    insurance_premium: Number = ask("保险费", _K.NUMBER, "万元", help="质押融资保证保险")
    same_support: YesNo = ask("已享受同类政策", _K.YES_NO, help="上级或同级的同类补贴")
    passed_review: YesNo = ask("已通过复核", _K.YES_NO, help="示范、优势企业的复核")


class Application(ProfilePart):
    """One patent matter: examination, fees, help."""

    GROUP: ClassVar[str] = "专利事项"
    matter: Matter | None = ask("事项类型", _K.CHOICE)
    in_examination: YesNo = ask("处于实质审查阶段", _K.YES_NO)
    first_action: YesNo = ask("已作出首次处理", _K.YES_NO)
    valuable: YesNo = ask("有重要创新价值和转化运用前景", _K.YES_NO)
    emerging_industry: YesNo = ask("涉及新兴未来产业或关键核心技术", _K.YES_NO)
    encouraged_industry: YesNo = ask("涉及省市重点鼓励产业", _K.YES_NO)
    in_practice: YesNo = ask("已实施或做好实施准备", _K.YES_NO, help="或有证据证明他人正在实施")
    first_in_china: YesNo = ask("首次在中国申请后又向国外提出", _K.YES_NO)
    public_interest: YesNo = ask("对国家或公共利益有重大意义", _K.YES_NO)
    infringement_suit: YesNo = ask("侵权纠纷已请求处理或起诉", _K.YES_NO)
    administrative_ruling: YesNo = ask("已请求重大侵权裁决等国家局程序", _K.YES_NO)
    licence_arbitration: YesNo = ask("许可合同纠纷已请求仲裁", _K.YES_NO)
    divided_from_fast: YesNo = ask("原申请已加快的分案申请", _K.YES_NO)
    same_day_utility: YesNo = ask("同日又申请实用新型", _K.YES_NO)
    already_fast: YesNo = ask("已被优先或加快审查", _K.YES_NO)
    plainly_hopeless: YesNo = ask("明显不具备授权前景", _K.YES_NO)
    all_agree: YesNo = ask("全体申请人同意", _K.YES_NO, help="只有一个申请人的填“是”")
    electronic: YesNo = ask("采用电子申请", _K.YES_NO)
    recommended: YesNo = ask("已有推荐意见", _K.YES_NO, help="国务院有关部门或省级知识产权局签署")
    applicants: Count = ask("申请人个数", _K.COUNT, "个", help="共同申请人或共有专利权人的个数")
    all_qualify: YesNo = ask("其他共同申请人也符合减缴条件", _K.YES_NO)
    granted: date | None = ask("授权日期", _K.DATE, help="要减缴年费的专利的授权日")
    annual_fee: Number = ask("年费", _K.NUMBER, "元", help="减免前的应缴额")
    fees: Number = ask("应缴专利费用", _K.NUMBER, "元", help="减缴前的可减缴项目合计")
    open_licence: YesNo = ask("处于开放许可实施期间", _K.YES_NO)
    dispute: YesNo = ask("有知识产权纠纷", _K.YES_NO)
    needs_help: YesNo = ask("需要维权援助", _K.YES_NO)


PARTS = (Basics, Operations, Property, Conduct, Financing, Application)
