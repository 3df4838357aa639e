import type { Fault } from './fault.ts';

/**
 * The one wording of each fault code for all fields, without the field's name: a list puts the name before it. `{x}` are params.
 * The words are permanent; scripts depend on them.
 */
// biome-ignore format: table
const WORDINGS: Readonly<Record<string, string>> = {
  'required':                          '必填，尚未填写',
  'field.not-on-form':                 '此类单证没有这一栏，内容不会发送',
  'field.unknown':                     '没有 {name} 这个栏位，内容未采用',
  'value.shape':                       '内容的类型不对，应为{expected}',
  'text.too-long':                     '有 {length} 个字，最多 {max} 个',
  'code.unknown':                      '代码 {code} 不在代码表内',
  'code.unverified':                   '代码 {code} 不在随程序附带的代码表内；导入完整代码表后可核实（codes import）',
  'code.direction':                    '代码 {code} 不适用于此类单证',
  'code.group':                        '代码 {code} 不是重量单位',
  'code.form':                         '代码 {code} 的形式不对',
  'phone.form':                        '不是电话号码',
  'phone.unusual':                     '电话号码的形式少见，请核对',
  'flags.form':                        '应为 {max} 位 0 或 1',
  'flags.unused':                      '第 {position} 位未启用，应为 0',
  'flag.form':                         '应为 是 或 否（1 或 0）',
  'date.form':                         '不是日期，请输入 8 位数字，如 20170920',
  'date.impossible':                   '没有这一天',
  'date.arrival-before-departure':     '到货日期早于启运日期',
  'date.discharge-before-arrival':     '卸毕日期早于到货日期',
  'date.claim-before-arrival':         '索赔截止日期早于到货日期',
  'date.shipment-before-declaration':  '发货日期早于报检日期',
  'date.licence-order':                '截止日期早于生效日期',
  'date.licence-expired':              '在 {day} 已过期',
  'number.form':                       '不是数字',
  'number.negative':                   '不能为负数',
  'number.whole':                      '应为整数',
  'number.scale':                      '小数最多 {scale} 位',
  'number.too-large':                  '整数部分最多 {digits} 位',
  'registration.form':                 '报检登记号一般为 10 位数字，请核对',
  'customs-registration.form':         '海关注册号一般为 10 位数字或字母，请核对',
  'credit-code.form':                  '不符合统一社会信用代码的形式（GB 32100）',
  'credit-code.check-digit':           '统一社会信用代码的校验位不符（GB 32100），请核对',
  'organisation-code.form':            '不符合组织机构代码的形式（GB 11714）',
  'organisation-code.check-digit':     '组织机构代码的校验位不符（GB 11714），请核对',
  'vin.form':                          'VIN 应为 17 位，不含 I、O、Q（GB 16735）',
  'vin.check-digit':                   'VIN 的校验位不符（GB 16735），请核对',
  'vin.missing':                       '资质 {type} 须填写 VIN 码',
  'relation.reason-missing':           '填写了关联报检号，须同时填写关联理由',
  'relation.number-missing':           '填写了关联理由，须同时填写关联报检号',
  'container.form':                    '箱号 {number} 不符合 ISO 6346 的形式，请核对',
  'container.check-digit':             '箱号 {number} 的校验位不符（ISO 6346），请核对',
  'container.doubled':                 '箱号 {number} 与第 {row} 行重复',
  'container.count':                   '数量为 {quantity}，箱号有 {numbers} 个',
  'link.no-container':                 '箱号 {number} 不在集装箱信息内',
  'goods.none':                        '至少要有一项货物',
  'goods.too-many':                    '有 {count} 项货物，最多 {max} 项，请分单',
  'goods.many':                        '有 {count} 项货物，超过 20 项，打印时需附页',
  'ciq.not-of-hs':                     'CIQ代码不属于HS编码 {hs}',
  'unit.not-of-hs':                    '不是HS编码 {hs} 的标准单位，应为 {units}',
  'price.total':                       '单价乘数量为 {product}，与货物总值不符',
  'attributes.exclusive':              '属性 {codes} 不能同时选择',
  'danger.number-missing':             '填写了危险货物信息，须填写 UN 编码',
  'write-off.no-line':                 '核销货物序号 {line} 不存在，共 {lines} 项货物',
  'rows.too-many':                     '有 {count} 行，最多 {max} 行',
  'row.empty':                         '空行，请填写或删除',
  'bureau.rejected':                   '局端：{text}',
};

/** What a shape is called, for those who write JSON. */
// biome-ignore format: table
const SHAPES: Readonly<Record<string, string>> = {
  text: '文字', code: '代码', codes: '代码的列表', list: '号码的列表', integer: '整数', decimal: '数字', date: '日期',
  flag: '是或否', flags: '0 和 1', phone: '电话号码', '[…]': '列表 […]', '{…}': '对象 {…}',
};

/** Every permanent word of a fault. */
export const FAULT_CODES: readonly string[] = Object.keys(WORDINGS);

/** What a fault says, in Chinese, without naming its field. */
export function wordingOf({ code, params = {} }: Pick<Fault, 'code' | 'params'>): string {
  return (WORDINGS[code] ?? code).replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = String(params[name] ?? '');
    return name === 'expected' ? (SHAPES[value] ?? value) : value;
  });
}
