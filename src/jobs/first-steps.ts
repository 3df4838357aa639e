import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIRST_QUESTIONS, firstDefaults } from '../catalogue/carry.ts';
import { cleanLine } from '../text.ts';
import { channelSettings, isPractice } from './channel.ts';
import { codeStatus } from './code-status.ts';
import type { Office } from './office.ts';
import { type Enterprise, enterprisesOf, keepEnterprise, partiesOf } from './own-lists.ts';
import { printingOf } from './printing.ts';
import { PLATFORMS } from './settings/channel.ts';
import { switchesOf } from './switches.ts';
import { missingIn, placeOf } from './way-settings.ts';

/** One of the things that stand between an office and its first real declaration. */
export interface FirstStep {
  readonly name: 'enterprises' | 'parties' | 'channel' | 'codes' | 'printing';
  readonly title: string;
  readonly done: boolean;
  /** What is there, or what to do. */
  readonly text: string;
}

/** What a first declaration needs, in the order in which it is done (S9). */
export async function firstSteps(office: Office): Promise<readonly FirstStep[]> {
  return await Promise.all([
    enterpriseStep(office),
    partiesStep(office),
    channelStep(office),
    codesStep(office),
    printingStep(office),
  ]);
}

/** The same for who still has something of it before them: nobody who put it away, who practises, or who ever had a receipt. */
export async function openFirstSteps(office: Office): Promise<readonly FirstStep[]> {
  if (!(await switchesOf(office)).firstSteps || hadReceipts(office) || (await isForPractice(office))) return [];
  const steps = await firstSteps(office);
  return steps.every(({ done }) => done) ? [] : steps;
}

const hadReceipts = ({ store }: Office): boolean =>
  store
    .rows()
    .column('receipts')
    .some(count => (count ?? 0) > 0);

/** Whether the office declares under the number that was made to practise with. */
async function isForPractice(office: Office): Promise<boolean> {
  const [first] = await enterprisesOf(office);
  if (!first) return false;
  const practice = JSON.parse(
    await readFile(join(office.dataFolder, 'practice', 'enterprise.json'), 'utf8'),
  ) as Enterprise;
  return first.number === practice.number;
}

async function enterpriseStep(office: Office): Promise<FirstStep> {
  const [first] = await enterprisesOf(office);
  const text = first ? cleanLine(`${first.number} ${first.name}`) : '一张表填完：登记号、单位、联系人、检验检疫机构';
  return { name: 'enterprises', title: '报检注册', done: first !== undefined, text };
}

async function partiesStep(office: Office): Promise<FirstStep> {
  const { length } = await partiesOf(office);
  const text = length > 0 ? `${length} 个` : '可以从工作簿导入；也可以录单保存以后一键留下';
  return { name: 'parties', title: '收发货人', done: length > 0, text };
}

async function channelStep(office: Office): Promise<FirstStep> {
  const settings = await channelSettings(office);
  const missing = missingIn(settings);
  const practice = await isPractice(settings);
  const done = !practice && missing.length === 0;
  const text = done
    ? `${PLATFORMS[settings.platform]} ${placeOf(settings)}`
    : missing.length > 0
      ? `没有填写${missing.join('、')}`
      : '现在只发给本机的练习局；选平台，填地址';
  return { name: 'channel', title: '申报通讯', done, text };
}

async function codesStep(office: Office): Promise<FirstStep> {
  const tables = await codeStatus(office, ['hs', 'ciq']);
  const thin = tables.filter(({ state }) => state !== 'full');
  const text =
    thin.length === 0
      ? tables.map(({ title, rows }) => `${title} ${rows} 行`).join('、')
      : `${thin.map(({ title }) => title).join('、')}只有起步的一部分`;
  return { name: 'codes', title: '代码表', done: thin.length === 0, text };
}

async function printingStep(office: Office): Promise<FirstStep> {
  const { printer = '', toFile, calibrations } = await printingOf(office);
  const done = printer !== '' || toFile || Object.keys(calibrations).length > 0;
  const text = done ? cleanLine(toFile ? '写成文件' : printer || '已校准') : '还没有选打印机，或写成文件';
  return { name: 'printing', title: '打印', done, text };
}

/** The first registration of an office from what it was asked. Throws the first of `enterpriseFaults`, and `enterprises.taken`. */
export async function keepFirstAnswers(office: Office, answers: Readonly<Record<string, string>>): Promise<void> {
  const given = Object.fromEntries(FIRST_QUESTIONS.map(({ key }) => [key, cleanLine(answers[key] ?? '')]));
  const { number = '', name = '' } = given;
  await keepEnterprise(office, { number, name, defaults: firstDefaults(given) });
}
