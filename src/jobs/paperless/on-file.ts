import { codesIn, fieldOf, isScalar } from '../../catalogue/catalogue.ts';
import { ON_FILE } from '../../catalogue/paperless.ts';
import { valuesOf } from '../../declaration/derive.ts';
import type { DeclarationRecord } from '../../declaration/record.ts';
import { Bug } from '../../errors.ts';
import { kindOf } from '../../kinds/index.ts';
import { cleanLine } from '../../text.ts';
import { channelSettings } from '../channel.ts';
import type { Office } from '../office.ts';
import { addressFor, bureauOf, numberFor, PAPERLESS_PASSWORD, paperlessSettings, withoutAccounts } from './settings.ts';

export interface FileLine {
  readonly label: string;
  readonly value: string;
}

/** What is on file of a declaration (备案信息), and how its documents go to the bureau. */
export async function onFile(office: Office, record: DeclarationRecord): Promise<readonly FileLine[]> {
  const { document } = record;
  const facts = ON_FILE.map((id): FileLine => {
    const field = fieldOf(id);
    if (!isScalar(field)) throw new Bug(`${id} is no single value`);
    const kind = kindOf(field.kind);
    const table = codesIn(office.book, field, document.direction);
    const texts = valuesOf(document, field).map(value => {
      const text = kind.is(value) ? kind.format(value) : String(value);
      const name = table && office.book.find(table, text)?.name;
      return name ? `${text} ${name}` : text;
    });
    return { label: field.label, value: cleanLine(texts.join('、')) };
  });
  return [
    { label: '录入序号', value: record.entryNo },
    { label: '报检号', value: record.declarationNo ?? '' },
    ...facts,
    ...(await wayLines(office)),
  ];
}

async function wayLines(office: Office): Promise<readonly FileLine[]> {
  const { platform } = await channelSettings(office);
  if (platform === '09') return [{ label: '无纸化', value: '交给练习局，不上报任何机构' }];
  const settings = withoutAccounts(await paperlessSettings(office));
  const { way, user = '' } = settings;
  const hasPassword = await office.store.secrets.has(PAPERLESS_PASSWORD);
  return [
    { label: '通讯方式', value: way === 'service' ? 'web 服务' : 'web 嵌入' },
    { label: '通讯服务', value: bureauOf(office, numberFor(settings, way)) ?? '' },
    { label: '无纸化URL', value: cleanLine(addressFor(settings, way)) },
    ...(way === 'service'
      ? [{ label: '通讯账号', value: `${cleanLine(user)}${hasPassword ? '，已有密码' : '，没有密码'}` }]
      : []),
  ];
}
