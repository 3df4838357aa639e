import { EXIT } from '../errors.ts';

/**
 * A service of systemd that runs a command for the user who enables it; it is stopped as by Ctrl+C, between two pieces of work.
 * Wrong words and a refused account are not tried again.
 */
export function unitOf(about: string, words: readonly string[]): string {
  return `[Unit]
Description=${specifiers(oneLine(about))}
After=network-online.target

[Service]
ExecStart=${words.map(quoted).join(' ')}
KillSignal=SIGINT
SuccessExitStatus=130
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=${EXIT.usage} ${EXIT.login}

[Install]
WantedBy=default.target
`;
}

/** Where such a file belongs, and how it is switched on. */
export const unitNotes = (name: string): readonly string[] => [
  `存到 ~/.config/systemd/user/${name}.service，然后：systemctl --user enable --now ${name}`,
  '不登录也要运行：loginctl enable-linger',
];

const oneLine = (text: string) => text.replace(/[\r\n]/gu, ' ');
const specifiers = (text: string) => text.replaceAll('%', '%%');

/** A word of ExecStart as systemd reads it: quotes, backslashes, variables and specifiers are none. */
function quoted(word: string): string {
  const escaped = specifiers(word).replace(/[\\"]/gu, '\\$&').replaceAll('\n', '\\n').replaceAll('$', '$$$$');
  return `"${escaped}"`;
}
