/** Length or form that the standard (or, where it is silent, its successor of 2018) gives an element: characters, a date, or digits and scale. */
export type Hint = number | 'date' | readonly [digits: number, scale: number];

export interface ElementRow {
  /** What it means, in the words of the standard. */
  readonly title: string;
  readonly hint: Hint | undefined;
}

interface GroupRow<E extends string = string> {
  readonly title: string;
  /** The group that it stands in; the root for those without. */
  readonly parent: string | undefined;
  readonly least: 0 | 1;
  readonly most: 1 | undefined;
  readonly elements: Readonly<Record<E, ElementRow>>;
}

function group<const E extends string>(
  title: string,
  parent: string | undefined,
  occurs: '1' | '0..n' | '1..n',
  elements: Readonly<Record<E, ElementRow>>,
): GroupRow<E> {
  return { title, parent, least: occurs === '0..n' ? 0 : 1, most: occurs === '1' ? 1 : undefined, elements };
}

const of = (title: string, hint?: Hint): ElementRow => ({ title, hint });

/** The root element of the e-CIQ declaration message. */
export const ROOT = 'EEntDeclIo';

// biome-ignore format: table
/**
 * The e-CIQ declaration message: its groups in the order of the standard, and in each the elements in order and spelling of the standard,
 * misspellings included. The groups of a group follow its own elements.
 */
export const GROUPS = {
  ITF_DCL_IO_DECL: group('出入境报检基本信息', undefined, '1', {
    EntDeclNo:               of('企业报检号'),
    EntUuid:                 of('企业UUID'),
    TradeModeCode:           of('贸易方式代码'),
    ContractNo:              of('合同号'),
    MarkNo:                  of('标记及号码', 400),
    TradeCountryCode:        of('贸易国别代码'),
    DespCtryCode:            of('启运国家代码'),
    TransModeCode:           of('运输方式代码'),
    DespPortCode:            of('启运口岸代码', 8),
    PortStopCode:            of('经停口岸代码'),
    EntyPortCode:            of('入境口岸代码', 8),
    GdsArvlDate:             of('到货日期'),
    GoodsPlace:              of('存放地点', 100),
    DestCode:                of('目的地代码', 8),
    CounterClaim:            of('索赔截止日期'),
    BillLadNo:               of('提/运单号', 32),
    DeliveryOrder:           of('提货单号'),
    InspOrgCode:             of('口岸机构', 10),
    DeclCustm:               of('报关海关代码', 4),
    SpecDeclFlag:            of('特种业务标识', 10),
    PurpOrgCode:             of('目的机构代码', 10),
    AppCertCode:             of('申请单证代码串', 50),
    ApplOri:                 of('申请单证正本数', 50),
    ApplCopyQuan:            of('申请单证副本数', 50),
    CustmRegNo:              of('海关注册号'),
    DeclPersnCertNo:         of('报检员证号'),
    DeclPersonName:          of('报检员姓名'),
    DeclRegName:             of('报检单位名称'),
    Contactperson:           of('报检单位联系人'),
    ContTel:                 of('报检联系人电话'),
    ConsigneeCode:           of('收货人代码'),
    ConsigneeCname:          of('收货人名称（中文）'),
    ConsigneeEname:          of('收货人名称（外文）'),
    ConsignorCname:          of('发货人名称（中文）'),
    DeclCode:                of('报检类别代码'),
    DeclDate:                of('报检日期'),
    SpecPassFlag:            of('特殊通关模式'),
    DespDate:                of('入境：启运日期 出境：发货日期', 8),
    AttaCollectName:         of('随附单据名称串'),
    TotalValUs:              of('货物总值（美元）'),
    TotalValCn:              of('货物总值（人民币）'),
    ContCancelFlag:          of('集装箱适载核销状态'),
    AppCertName:             of('申请单证名称'),
    DeclRegNo:               of('报检单位代码'),
    ConvynceName:            of('运输工具名称'),
    TransMeanNo:             of('运输工具号码'),
    CmplDschrgDt:            of('卸毕日期', 8),
    CorrelationDeclNo:       of('关联报检号'),
    CorrelationReasonFlag:   of('关联理由', 2),
    SpeclInspQuraRe:         of('特殊检验检疫要求'),
    ConsignorAddr:           of('发货人地址'),
    ArrivPortCode:           of('到达口岸代码'),
    ConsigneeAddr:           of('收货人地址'),
    ConsignorCode:           of('发货人代码'),
    SituationCode:           of('疫情代码'),
    SituationLevel:          of('疫情级别'),
    ConsignorEname:          of('发货人名称（外文）'),
    AplKind:                 of('出入境类别'),
    SplitBillLadNo:          of('分运单号'),
    OrgCode:                 of('报检地', 10),
    VsaOrgCode:              of('领证地', 10),
    OrigBoxFlag:             of('原集装箱标识', 1),
    SoftType:                of('软件商类型'),
    techRegCode:             of('企业组织机构代码'),
    ExcInspDeptCode:         of('施检地代码', 10),
    DeclId:                  of('报检单ID'),
    spare1:                  of('通讯账号名称'),
    spare2:                  of('通讯账号密码'),
    spare3:                  of('通讯账号认证方式'),
    spare4:                  of('通讯证书ID'),
  }),
  ITF_DCL_IO_DECL_ATT: group('随附单据', undefined, '0..n', {
    EntDeclNo:               of('企业报检号'),
    AttId:                   of('随附单据信息'),
    AttDocTypeCode:          of('随附单据类别代码'),
    AttDocNo:                of('随附单据编号'),
    AttDocName:              of('随附单据名称'),
    AttDocWrtofDetailNo:     of('随附单据核销货物序号'),
    AttDocWrtofQty:          of('随附单据核销数量'),
    AttDocDetailLeft:        of('随附单据核销后明细余量'),
    AttDocWrtofLeft:         of('随附单据核销后余量'),
  }),
  ITF_DCL_IO_DECL_GOODS: group('货物', undefined, '1..n', {
    EntDeclNo:               of('企业报检号'),
    GoodsId:                 of('货物ID'),
    GoodsNo:                 of('货物序号'),
    PricePerUnit:            of('单价'),
    ProdHsCode:              of('HS编号'),
    HsCodeDesc:              of('HS编码描述'),
    Qty:                     of('数量'),
    QtyMeasUnit:             of('数量计量单位'),
    Weight:                  of('重量'),
    WtMeasUnit:              of('重量计量单位'),
    By1:                     of('备用一'),
    By2:                     of('备用二'),
    CiqCode:                 of('CIQ代码', 20),
    CiqName:                 of('CIQ名称', 50),
    Currency:                of('币种代码'),
    DangName:                of('危险货物名称', 80),
    DeclGoodsCname:          of('申报货物名称（中文）'),
    DeclGoodsEname:          of('申报货物名称（外文）', 100),
    EngManEntCnm:            of('境外生产企业名称', 100),
    GoodsAttr:               of('货物属性代码', 20),
    GoodsBrand:              of('货物品牌', 2000),
    GoodsModel:              of('货物型号', 2000),
    GoodsSpec:               of('货物规格', 2000),
    GoodsTotalVal:           of('货物总值'),
    InspType:                of('检验检疫类别'),
    MnufctrRegName:          of('生产单位名称', 150),
    MnufctrRegNo:            of('生产单位注册号', 20),
    NoDangFlag:              of('非危险化学品', 1),
    OriCtryCode:             of('原产国/地区'),
    OrigPlaceCode:           of('原产地区代码', 50),
    PackSpec:                of('危包规格', 24),
    PackType:                of('危包类别', 4),
    ProdBatchNo:             of('生产批号', 2000),
    ProdQgp:                 of('产品保质期', 20),
    ProdValidDt:             of('产品有效期', 20),
    ProduceDate:             of('生产日期', 2000),
    Purpose:                 of('用途代码', 4),
    StdQty:                  of('标准数量'),
    StdQtyUnitCode:          of('标准数量单位'),
    StdWeight:               of('标准重量'),
    StdWeightUnitCode:       of('标准重量单位'),
    Stuff:                   of('成份/原料/组份', 400),
    UnCode:                  of('UN编码', 20),
  }),
  ITF_DCL_IO_DECL_GOODS_CONT: group('货物与集装箱关联（箱货对应）', 'ITF_DCL_IO_DECL_GOODS', '0..n', {
    GoodsContId:             of('出入境货物与集装箱关联ID'),
    EntDeclNo:               of('企业报检号'),
    GoodsId:                 of('货物ID'),
    GoodsNo:                 of('货物序号'),
    CntnrModeCode:           of('集装箱规格代码'),
    ContCode:                of('集装箱号码'),
    ProdHsCode:              of('HS编号'),
    Qty:                     of('数量'),
    QtyMeasUnit:             of('数量计量单位'),
    Weight:                  of('重量'),
    WtUnitCode:              of('重量计量单位'),
    StdMeasUnit:             of('标准计量单位'),
    StdMeasUnitQyt:          of('标准计量单位数量'),
    TransMeansType:          of('运输工具类型代码'),
  }),
  ITF_DCL_IO_DECL_GOODS_LIMIT: group('许可证（产品资质）', 'ITF_DCL_IO_DECL_GOODS', '0..n', {
    LimitId:                 of('出入境许可证ID'),
    EntDeclNo:               of('企业报检号'),
    GoodsId:                 of('货物ID'),
    GoodsNo:                 of('货物序号'),
    LicTypeCode:             of('许可证类别代码', 5),
    LicenceNo:               of('许可证编号', 40),
    LicName:                 of('许可证类别名称'),
    LicWrtofDetailNo:        of('许可证核销明细序号', 2),
    LicWrtofQty:             of('许可证核销数量', 20),
    LicDetailLeft:           of('许可证核销明细余量'),
    LicWrtofLeft:            of('许可证核销后余量'),
  }),
  ITF_DCL_IO_DECL_GOODS_LIMIT_VN: group('VIN', 'ITF_DCL_IO_DECL_GOODS_LIMIT', '0..n', {
    LimitVinId:              of('出入境许可证VIN信息ID'),
    EntDeclNo:               of('企业报检号'),
    LimitId:                 of('出入境许可证ID'),
    LicTypeCode:             of('许可证类别代码', 5),
    LicenceNo:               of('许可证编号', 40),
    GoodsId:                 of('货物ID'),
    GoodsNo:                 of('货物序号', 100),
    VinNo:                   of('VIN序号', 100),
    BillLadDate:             of('提/运单日期', 'date'),
    QualityQgp:              of('质量保质期', 100),
    MotorNo:                 of('发动机号或电机号', 100),
    VinCode:                 of('车辆识别代码（VIN）', 20),
    ChassisNo:               of('底盘(车架)号', 20),
    InvoiceNum:              of('发票所列数量', [19, 5]),
    PricePerUnit:            of('单价', 20),
    ProdCnnm:                of('品名（中文名称）', 500),
    ProdEnnm:                of('品名（英文名称）', 500),
    ModelEn:                 of('型号(英文)', 500),
  }),
  ITF_DCL_IO_DECL_GOODS_PACK: group('包装', 'ITF_DCL_IO_DECL_GOODS', '0..n', {
    PackId:                  of('出入境包装信息ID'),
    EntDeclNo:               of('企业报检号'),
    GoodsId:                 of('货物ID'),
    GoodsNo:                 of('货物序号'),
    PackLenth:               of('辅助包装材料长'),
    PackHigh:                of('辅助包装材料高'),
    PackWide:                of('辅助包装材料宽'),
    PackTypeCode:            of('辅助包装材料种类'),
    PackCatgName:            of('包装种类名称'),
    PackTypeShort:           of('包装种类中文简称'),
    PackQty:                 of('包装件数', [19, 5]),
    IsMainPack:              of('是否主要包装'),
    MatType:                 of('包装材料种类'),
    ProcFactory:             of('加工厂家'),
  }),
  ITF_DCL_IO_DECL_LIMIT: group('企业资质', undefined, '0..n', {
    EntDeclNo:               of('企业报检号'),
    DeclLimitId:             of('企业资质信息ID'),
    EntQualifNo:             of('企业资质编号', 40),
    EntQualifTypeCode:       of('企业资质类别代码', 5),
    EntQualifName:           of('企业资质类别名称'),
    OperTime:                of('操作时间'),
    EntOrgCode:              of('企业组织机构代码'),
    FalgArchive:             of('归档标志'),
    EntName:                 of('企业名称'),
  }),
  ITF_DCL_IO_DECL_USER: group('使用人', undefined, '0..n', {
    EntDeclNo:               of('企业报检号'),
    UserId:                  of('出入境使用人ID'),
    ConsumerUsrCode:         of('使用人代码'),
    UserName:                of('使用人名称'),
    UseOrgPersonCode:        of('使用单位联系人', 20),
    UseOrgPersonTel:         of('使用单位联系电话', 20),
  }),
  ITF_DCL_MARK_LOB: group('标记号码附件', undefined, '0..n', {
    MarkId:                  of('标记号码ID'),
    EntDeclNo:               of('企业报检号'),
    AttachName:              of('附件名称', 80),
    AttachType:              of('附件类型', 2),
    Attachment:              of('附件路径'),
  }),
  ITF_DCL_IO_DECL_CONT: group('集装箱（按规格汇总）', undefined, '0..n', {
    ContId:                  of('出入境集装箱信息ID'),
    EntDeclNo:               of('企业报检号'),
    CntnrModeCode:           of('集装箱规格代码'),
    ContainerQty:            of('集装箱数量'),
    LclFlag:                 of('拼箱标识', 1),
    ContNo:                  of('集装箱箱号串'),
    SeqNo:                   of('序号'),
  }),
  ITF_DCL_IO_DECL_CONT_DETAIL: group('集装箱号明细', 'ITF_DCL_IO_DECL_CONT', '0..n', {
    EntDeclNo:               of('企业报检号'),
    CntnrModeCode:           of('集装箱规格代码'),
    LclFlag:                 of('拼箱标识', 1),
    ContNo:                  of('集装箱箱号串'),
    SeqNo:                   of('序号'),
  }),
} as const;

export type GroupName = keyof typeof GROUPS;
export type ElementName<G extends GroupName> = keyof (typeof GROUPS)[G]['elements'] & string;

export const GROUP_NAMES = Object.keys(GROUPS) as readonly GroupName[];

/** The groups that stand directly in the group, or in the root, in order. */
export function groupsIn(parent: GroupName | undefined): readonly GroupName[] {
  return GROUP_NAMES.filter(name => GROUPS[name].parent === parent);
}

/** The elements of a group, in order. */
export function elementsOf(name: GroupName): readonly (readonly [name: string, row: ElementRow])[] {
  return Object.entries<ElementRow>(GROUPS[name].elements);
}

/** Narrowing for names from outside. */
export function isGroupName(name: string): name is GroupName {
  return Object.hasOwn(GROUPS, name);
}
