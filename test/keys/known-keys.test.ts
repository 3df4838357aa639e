import { expect, it } from 'vitest';
import { KEYS } from '../../src/keys/table.ts';
import { withKnownKeys } from '../../src/keys/views.ts';

const LIST = ['list', 'listRows', 'app'];
const POPUP = ['popupFields', 'popupRows', 'popup', 'app'];
const DRAFTS = ['shortcuts', 'drafts', 'settings', 'app'];

// biome-ignore format: table
it.each([
  [LIST,   'legacy', '先打开，补齐后保存（Alt+S）',     '先打开，补齐后保存（Ctrl+S）'],
  [LIST,   'plain',  '先打开，补齐后保存（Alt+S）',     '先打开，补齐后保存（Alt+S）'],
  [LIST,   'legacy', 'Ctrl+Z 恢复，Ctrl+T 查看撤出的',  'Ctrl+Z 恢复，Ctrl+T 查看撤出的'],
  [POPUP,  'legacy', '已回填，改好后按 Alt+A',          '已回填，改好后按 F5'],
  [POPUP,  'full',   '已回填，改好后按 Alt+A',          '已回填，改好后按 Alt+A'],
  [POPUP,  'legacy', 'Alt+A 或 F5',                     'F5'],
  [POPUP,  'legacy', '不用添加；Alt+O 确定',            '不用添加；Ctrl+S 确定'],
  [POPUP,  'plain',  'Ctrl+Enter 添加',                 'Alt+A 添加'],
  [DRAFTS, 'legacy', 'Alt+O 应用，Alt+C 恢复到修改之前', 'Ctrl+S 应用，Ctrl+Z 恢复到修改之前'],
  [LIST,   'legacy', 'Alt+Q 什么也不是',                'Alt+Q 什么也不是'],
] as const)('%j on a %s keyboard: %s', (contexts, keyboard, text, said) => {
  expect(withKnownKeys(KEYS, contexts, keyboard, text)).toBe(said);
});
