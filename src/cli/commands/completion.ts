import { EXIT } from '../../errors.ts';
import { SCRIPTS, type Shell } from '../completion/scripts.ts';
import type { Command } from '../context.ts';

export const completion: Command = {
  command: 'completion <shell>',
  right: 'anybody',
  describe: '命令行补全：给出 bash、zsh 或 fish 的脚本；按 Tab 补命令、选项、录入序号、表名、代码和模板',
  build: yargs =>
    yargs
      .positional('shell', { choices: Object.keys(SCRIPTS), demandOption: true, describe: '哪一种' })
      .example('$0 completion bash > ~/.local/share/bash-completion/completions/baojian', 'bash，下次登录起')
      .example('$0 completion zsh > ~/.zfunc/_baojian', 'zsh，~/.zfunc 在 fpath 里，之后 compinit')
      .example('$0 completion fish > ~/.config/fish/completions/baojian.fish', 'fish'),
  async run({ report }, { shell }: { readonly shell: Shell }) {
    const script = SCRIPTS[shell];
    report.result({ shell, script }, () => script.trimEnd().split('\n'));
    return EXIT.done;
  },
};
