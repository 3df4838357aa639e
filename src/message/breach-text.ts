import type { Form } from './form.ts';

interface Wording {
  readonly when: RegExp;
  readonly say: (...found: readonly string[]) => string;
}

// biome-ignore format: table
const WORDINGS: readonly Wording[] = [
  { when: /facet 'maxLength'.*length of '(\d+)'.*maximum length of '(\d+)'/u, say: (length, most) => `有 ${length} 个字符，最多 ${most} 个` },
  { when: /facet 'minLength'/u,                                  say: () => '不能为空' },
  { when: /facet 'pattern'/u,                                    say: () => '日期时间应为 yyyy-MM-dd HH:mm:ss' },
  { when: /facet 'fractionDigits'.*\('(\d+)'\)/u,                say: most => `小数最多 ${most} 位` },
  { when: /facet 'totalDigits'.*\('(\d+)'\)/u,                   say: most => `数字最多 ${most} 位` },
  { when: /facet 'minInclusive'/u,                               say: () => '不能小于零' },
  { when: /facet 'enumeration'.*set \{(.*)\}/u,                  say: set => `只能是 ${set?.replace(/'/gu, '')}` },
  { when: /atomic type 'number/u,                                say: () => '应为数字' },
  { when: /Missing child element\(s\)\. Expected is (?:one of )?\( (.*) \)/u, say: names => `缺少${requiredOf(names)}` },
  { when: /This element is not expected/u,                       say: () => '不是标准报文的元素，或位置、次数不对，或前面缺少必需的元素' },
  { when: /element-only/u,                                       say: () => '元素之间有多余的文字' },
  { when: /type definition is simple/u,                          say: () => '里面不能再有元素' },
  { when: /attribute '([^']*)' is not allowed/u,                 say: name => `不能有属性 ${name}` },
  { when: /No matching global declaration/u,                     say: () => '不是报检申报报文的根元素' },
];

// The library names what may come next, ten at most; unless it was cut short, the last of them is the one that must.
function requiredOf(names = ''): string {
  const all = names.split(', ');
  return all.length < 10 ? ` ${all.at(-1)}` : '必需的元素';
}

/** The Chinese text for what the schema library says of the element at the path. */
export function breachText(form: Form, xpath: string, message: string): string {
  for (const { when, say } of WORDINGS) {
    const found = when.exec(message);
    if (found) return `${placeText(form, xpath)}：${say(...found.slice(1))}`;
  }
  return `${placeText(form, xpath)}：不符合报文标准`;
}

/** `/EEntDeclIo/ITF_DCL_IO_DECL_GOODS[2]/Qty` is 货物第2项 数量（Qty）. */
function placeText({ groups }: Form, xpath: string): string {
  const words: string[] = [];
  let elements: Readonly<Record<string, { readonly title: string }>> = {};
  for (const step of xpath.split('/').filter(Boolean).slice(1)) {
    const [, name = '', index = '1'] = /^([^[]*)(?:\[(\d+)\])?$/u.exec(step) ?? [];
    const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (group) {
      elements = group.elements;
      words.push(group.most === 1 ? group.title : `${group.title}第${index}项`);
    } else {
      const title = Object.hasOwn(elements, name) ? elements[name]?.title : undefined;
      words.push(title ? `${title}（${name}）` : name);
    }
  }
  return words.join(' ') || '报文';
}
