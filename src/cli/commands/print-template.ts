import type { Command } from '../context.ts';
import type { PrintTemplateAction } from '../print-template-actions.ts';

const ACTIONS: readonly PrintTemplateAction[] = [
  'list',
  'show',
  'rename',
  'copy',
  'delete',
  'reset',
  'export',
  'import',
];

interface PrintTemplateArguments {
  readonly action: PrintTemplateAction;
  readonly words?: readonly string[];
  readonly again?: boolean;
}

export const printTemplate: Command = {
  command: 'print-template <action> [words..]',
  // Reading is anybody's; changing is asked about where templates are kept.
  right: Object.fromEntries(ACTIONS.map(action => [action, 'print'])),
  describe:
    '打印模板：list 列出，show 名称 查看，rename、copy 名称 新名称，delete、reset 名称 删除、恢复原样，export、import 文件',
  build: yargs =>
    yargs
      .positional('action', { choices: ACTIONS, demandOption: true, describe: '做什么' })
      .positional('words', {
        type: 'string',
        array: true,
        describe: '打印模板的名称，或文件和名称；- 为标准输入、标准输出',
      })
      .option('again', { type: 'boolean', describe: '导入时替换同名的' })
      .example('$0 print-template copy 套打 套打二号机', '复制一个，再到设计页面里改')
      .example(
        '$0 print-template export - 套打 | ssh 另一台 baojian print-template import -',
        '把一个打印模板搬到另一台',
      )
      .example('$0 print WI179546740372500 --template 套打 --file 报检单.pdf', '用打印模板打印'),
  completes: (_, [action, file]) =>
    action === 'import' || (action === 'export' && file === undefined) ? ['files'] : ['print-templates'],
  async run(context, { action, words = [], ...options }: PrintTemplateArguments) {
    // The forms of all papers belong to them, which no other command should wait for.
    const { PRINT_TEMPLATE_ACTIONS } = await import('../print-template-actions.ts');
    return await PRINT_TEMPLATE_ACTIONS[action](context, await context.office(), words, options);
  },
};
