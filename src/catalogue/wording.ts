import type { Fault } from './fault.ts';

/** How a fault counts: an error blocks sending. */
type Level = Fault['level'];

interface Judgement {
  readonly level: Level;
  /** Why an office cannot have it otherwise; without a reason it can. */
  readonly fixed?: string;
}

const ERROR: Judgement = { level: 'error' };
const WARNING: Judgement = { level: 'warning' };
const NEEDED: Judgement = { level: 'error', fixed: '报文本身要求如此，不符合就发不出去' };
const NOTICE: Judgement = { level: 'warning', fixed: '它说明填写的内容没有采用或不会发送，不能不看' };
const VERDICT: Judgement = { level: 'error', fixed: '这是局端的退单理由' };

/**
 * How each fault counts, and its one wording for all fields, without the field's name: a list puts the name before it. `{x}` are params.
 * The codes are permanent; scripts depend on them.
 */
// biome-ignore format: table
const FAULTS = {
  'required':                          [NEEDED,  '必填，尚未填写'],
  'field.not-on-form':                 [NOTICE,  '此类单证没有这一栏，内容不会发送'],
  'field.unknown':                     [NOTICE,  '没有 {name} 这个栏位，内容未采用'],
  'value.shape':                       [NEEDED,  '内容的类型不对，应为{expected}'],
  'text.too-long':                     [NEEDED,  '有 {length} 个字，最多 {max} 个'],
  'text.full-width':                  [WARNING, '含有全角字符“{text}”，应为半角'],
  'text.not-latin':                   [WARNING, '外文名称含有汉字，请填外文'],
  'name.none':                        [WARNING, '没有名称时填 ***，不填“{text}”'],
  'consignee.missing':                [ERROR,   '收货人中文、外文至少填一个；没有名称时填 ***'],
  'code.unknown':                      [ERROR,   '代码 {code} 不在代码表内'],
  'code.today':                        [ERROR,   '{code} 是 2018 年起的代码，应为 {codes}'],
  'code.other-list':                   [ERROR,   '{code} {name} 是 {era}的，{now}'],
  'code.stopped':                      [ERROR,   '代码 {code} {name} 已由本单位停用，请另选'],
  'code.unverified':                   [WARNING, '附带的代码表没有 {code}；codes import 后可核实'],
  'code.direction':                    [ERROR,   '代码 {code} 不适用于此类单证'],
  'code.group':                        [ERROR,   '代码 {code} 不是重量单位'],
  'code.form':                         [NEEDED,  '代码 {code} 的形式不对'],
  'code.heading':                     [ERROR,   '代码 {code} 是类别名称，请选它下面的具体代码'],
  'phone.form':                        [NEEDED,  '不是电话号码'],
  'phone.unusual':                     [WARNING, '电话号码的形式少见，请核对'],
  'flags.form':                        [NEEDED,  '应为 {max} 位 0 或 1'],
  'flags.unused':                      [ERROR,   '第 {position} 位未启用，应为 0'],
  'flag.form':                         [NEEDED,  '应为 是 或 否（1 或 0）'],
  'date.form':                         [NEEDED,  '不是日期，请输入 8 位数字，如 20170920'],
  'date.impossible':                   [NEEDED,  '没有这一天'],
  'date.arrival-before-departure':     [ERROR,   '到货日期早于启运日期'],
  'date.discharge-before-arrival':     [ERROR,   '卸毕日期早于到货日期'],
  'date.claim-before-arrival':         [ERROR,   '索赔截止日期早于到货日期'],
  'date.shipment-before-declaration':  [WARNING, '发货日期早于报检日期'],
  'date.licence-order':                [ERROR,   '截止日期早于生效日期'],
  'date.licence-expired':              [WARNING, '在 {day} 已过期'],
  'number.form':                       [NEEDED,  '不是数字'],
  'number.negative':                   [NEEDED,  '不能为负数'],
  'number.whole':                      [NEEDED,  '应为整数'],
  'number.scale':                      [NEEDED,  '小数最多 {scale} 位'],
  'number.too-large':                  [NEEDED,  '整数部分最多 {digits} 位'],
  'registration.form':                 [WARNING, '报检登记号一般为 10 位数字，请核对'],
  'customs-registration.form':         [WARNING, '海关注册号一般为 10 位数字或字母，请核对'],
  'credit-code.form':                  [WARNING, '不符合统一社会信用代码的形式（GB 32100）'],
  'credit-code.check-digit':           [WARNING, '统一社会信用代码的校验位不符（GB 32100），请核对'],
  'organisation-code.form':            [WARNING, '不符合组织机构代码的形式（GB 11714）'],
  'organisation-code.check-digit':     [WARNING, '组织机构代码的校验位不符（GB 11714），请核对'],
  'vin.form':                          [WARNING, 'VIN 应为 17 位，不含 I、O、Q（GB 16735）'],
  'vin.check-digit':                   [WARNING, 'VIN 的校验位不符（GB 16735），请核对'],
  'vin.missing':                       [ERROR,   '资质 {type} 须填写 VIN 码'],
  'vin.of-vehicle':                   [WARNING, '机动车的资质 {type} 应填写 VIN 码'],
  'vin.count':                        [WARNING, '填写了 {count} 个 VIN，与数量不符'],
  'relation.reason-missing':           [ERROR,   '填写了关联报检号，须同时填写关联理由'],
  'relation.number-missing':           [ERROR,   '填写了关联理由，须同时填写关联报检号'],
  'article.code':                      [WARNING, '商品库里此货名已确认为 {article}，与填写的编码不同，请核对'],
  'control.value':                     [WARNING, '货物总值合计 {sum}，{way} {left}'],
  'control.weight':                    [WARNING, '报检重量合计 {sum} 千克，{way} {left} 千克'],
  'control.packages':                  [WARNING, '包装数量合计 {sum}，{way} {left} 件'],
  'container.form':                    [WARNING, '箱号 {number} 不符合 ISO 6346 的形式，请核对'],
  'container.check-digit':             [WARNING, '箱号 {number} 的校验位不符（ISO 6346），请核对'],
  'container.doubled':                 [WARNING, '箱号 {number} 与第 {row} 行重复'],
  'container.count':                   [WARNING, '数量为 {quantity}，箱号有 {numbers} 个'],
  'container.original':               [ERROR,   '勾选了原箱装载，须填写集装箱信息'],
  'link.no-container':                 [NEEDED,  '箱号 {number} 不在集装箱信息内'],
  'link.quantity':                    [WARNING, '各箱数量合计 {sum}，本项报检数量为 {amount}'],
  'link.weight':                      [WARNING, '各箱重量合计 {sum}，本项报检重量为 {amount}'],
  'link.standard':                    [WARNING, '各箱标准量合计 {sum}，本项标准量为 {amount}'],
  'goods.none':                        [NEEDED,  '至少要有一项货物'],
  'goods.too-many':                    [NEEDED,  '有 {count} 项货物，最多 {max} 项，请分单'],
  'goods.many':                        [WARNING, '有 {count} 项货物，超过 20 项，打印时需附页'],
  'goods.order':                      [WARNING, '法检货物应排在其他货物前面，即第 {line} 项之前'],
  'goods.order-condition':            [WARNING, '有监管条件 {condition} 的应排在法检货物最前面，即第 {line} 项之前'],
  'ciq.not-of-hs':                     [ERROR,   'CIQ代码不属于HS编码 {hs}'],
  'unit.not-of-hs':                    [ERROR,   '不是HS编码 {hs} 的标准单位，应为 {units}'],
  'price.total':                       [WARNING, '单价乘数量为 {product}，与货物总值不符'],
  'price.moved':                      [WARNING, '单价 {price}，与 {entryNo}（{day}）的 {former} 相差 {percent}%，请核对'],
  'quantity.standard':                [ERROR,   '与标准量 {standard} 单位相同，数量却不同'],
  'weight.net-above-gross':           [WARNING, '标准量为 {net} 千克，超过报检重量 {gross} 千克'],
  'attributes.exclusive':              [ERROR,   '属性 {codes} 不能同时选择'],
  'licence.of-attribute':             [ERROR,   '属性 {attribute} 须有产品资质 {types}'],
  'licence.not-of-attribute':         [ERROR,   '属性 {attribute} 与资质 {type} 矛盾'],
  'licence.number':                   [ERROR,   '资质 {type} 的编号应为 {form}'],
  'danger.number-missing':             [ERROR,   '填写了危险货物信息，须填写 UN 编码'],
  'danger.incomplete':                [ERROR,   '填写了 UN 编码 {number}，须填写此栏'],
  'danger.not-dangerous':             [ERROR,   '标为非危险化学品，却填写了 UN 编码 {number}'],
  'danger.attribute':                 [ERROR,   '标为非危险化学品，却有危险化学品的属性 {attribute}'],
  'danger.harmless':                  [ERROR,   '属性 {attribute} 是非危险化学品，却填写了 UN 编码 {number}'],
  'danger.unknown':                   [ERROR,   '属性 {attribute} 是危险化学品，须填写 UN 编码'],
  'kind.qualification':               [WARNING, '{kind}一般须有企业资质 {types}'],
  'kind.licence':                     [WARNING, '{kind}一般须有产品资质 {types} 之一'],
  'kind.attribute':                   [WARNING, '{kind}一般须写明属性 {codes} 之一'],
  'packing.denied':                   [WARNING, '申明无木质包装，第 {line} 项货物的包装却是{package}'],
  'packing.undeclared':               [WARNING, '材料为{material}，包装种类却不是木质包装'],
  'write-off.no-line':                 [NEEDED,  '核销货物序号 {line} 不存在，共 {lines} 项货物'],
  'rows.too-many':                     [NEEDED,  '有 {count} 行，最多 {max} 行'],
  'dec.too-many':                      [NEEDED,  '报关单最多 {max} 个，现有 {count} 个'],
  'dec.too-long':                      [NEEDED,  '报关单最多 {max} 个字，现有 {count} 个'],
  'dec.decimals':                      [NEEDED,  '报关单最多 {max} 位小数'],
  'dec.choose-mode':                   [WARNING, '对应几种监管方式，请在监管方式里选定：{codes}'],
  'row.empty':                         [NEEDED,  '空行，请填写或删除'],
  'bureau.rejected':                   [VERDICT, '局端：{text}'],
} as const satisfies Readonly<Record<string, readonly [Judgement, string]>>;

/** What is asked about once before a declaration is saved or sent; the same holds for these words. */
// biome-ignore format: table
const DOUBTS: Readonly<Record<string, string>> = {
  'duplicate.contents':                '内容与 {entryNo}（{day}，{status}）完全相同',
  'duplicate.bill':                    '{value} 已在 {entryNo}（{day}，{status}）里申报过',
  'duplicate.container':               '{value} 已在 {entryNo}（{day}，{status}）里申报过，收/发货人相同，日期相近',
  'duplicate.vin':                     '{value} 已在 {entryNo}（{day}，{status}）里申报过',
  'duplicate.contract':                '{value} 已在 {entryNo}（{day}，{status}）里申报过，收/发货人、货物和数量都相同',
  'code.list-changed':                 '{codes} 是按 {era}的代码选的，现在会读成 {now}',
  'rejected.unchanged':                '退单以后内容没有改动',
  'date.year-old':                     '{value} 比报检日期 {day} 早一年以上',
};

/** What a shape is called, for those who write JSON. */
// biome-ignore format: table
const SHAPES: Readonly<Record<string, string>> = {
  text: '文字', code: '代码', codes: '代码的列表', list: '号码的列表', integer: '整数', decimal: '数字', date: '日期',
  flag: '是或否', flags: '0 和 1', phone: '电话号码', '[…]': '列表 […]', '{…}': '对象 {…}',
};

/** The permanent word of a fault. */
export type FaultCode = keyof typeof FAULTS;
export const FAULT_CODES = Object.keys(FAULTS) as readonly FaultCode[];

export const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code);

/** The permanent words of doubts. */
export const DOUBT_CODES: readonly string[] = Object.keys(DOUBTS);

/** How a fault counts where an office has not said otherwise, and why it could not. */
export const judgementOf = (code: FaultCode): Judgement => FAULTS[code][0];

/** Whether an office may have a fault of this code count otherwise, or not at all. */
export const isSettable = (code: string): code is FaultCode =>
  isFaultCode(code) && judgementOf(code).fixed === undefined;

/** What a fault says, in Chinese, without naming its field. */
export function wordingOf({ code, params = {} }: Pick<Fault, 'code' | 'params'>): string {
  const wording = isFaultCode(code) ? FAULTS[code][1] : (DOUBTS[code] ?? code);
  return wording.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = String(params[name] ?? '');
    return name === 'expected' ? (SHAPES[value] ?? value) : value;
  });
}

/** What a code is about, where no fault is at hand: the wording with … for what a fault would fill in. */
export const subjectOf = (code: FaultCode): string => FAULTS[code][1].replace(/\{\w+\}/gu, '…');
