import type { AccountsSettings } from '../../../src/jobs/accounts/settings.ts';
import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { cleanLine } from '../../../src/text.ts';
import { around } from '../../widgets/list-moves.ts';
import { type Item, secretWord } from './channel-items.ts';
import type { ChannelTabState } from './state.ts';

const settingsIn = ({ accounts }: ChannelTabState): AccountsSettings => accounts.settings;

function text(name: 'smsGateway' | 'smsBody' | 'smsExpect' | 'scanUrl', about: string): Item {
  return {
    ...{ title: titleOfSetting(`accounts.${name}`), name: `accounts.${name}`, sort: 'text', about },
    value: state => cleanLine(settingsIn(state)[name] ?? '') || '没有',
    start: state => settingsIn(state)[name] ?? '',
  };
}

function choice(name: 'smsMethod' | 'smsType', words: Readonly<Record<string, string>>, about: string): Item {
  const values = Object.keys(words);
  return {
    ...{ title: titleOfSetting(`accounts.${name}`), name: `accounts.${name}`, sort: 'choice', about },
    value: state => words[settingsIn(state)[name]] ?? '',
    next: (state, steps) => values[around(values.indexOf(settingsIn(state)[name]) + steps, values.length)] ?? '',
  };
}

/** How codes by SMS reach people, and devices the office. */
export const ACCOUNTS_ITEMS: readonly Item[] = [
  text('smsGateway', '发验证码的网址，https:// 开头；练习局不用填，短信到它的信箱。'),
  choice('smsMethod', { POST: 'POST', GET: 'GET' }, 'GET 没有正文：手机号和验证码写在网址里。'),
  choice('smsType', { json: 'JSON', form: '表单', text: '文字' }, '正文按它的规矩填值。'),
  text('smsBody', '{mobile} 手机号，{code} 验证码，{text} 整条短信，{secret} 密钥。'),
  {
    ...{ title: titleOfSetting('accounts.smsHeaders'), name: 'accounts.smsHeaders', sort: 'text' },
    about: 'JSON，如 {"Authorization":"Bearer {secret}"}；没有就空着。',
    value: state => headersText(settingsIn(state)) || '没有',
    start: state => headersText(settingsIn(state)),
  },
  text('smsExpect', '网关受理时回应里有的文字，如 "code":0；空着只看 HTTP 状态。'),
  {
    ...{ title: '网关密钥', name: 'accounts.sms', sort: 'secret', about: '加密保存，不显示，也不随设置导出。' },
    value: ({ accounts }) => secretWord(accounts.hasSecret),
  },
  text('scanUrl', '手机上确认登录的网址，https:// 开头；练习局用本机的网页。'),
];

function headersText({ smsHeaders }: AccountsSettings): string {
  return Object.keys(smsHeaders).length === 0 ? '' : JSON.stringify(smsHeaders);
}
