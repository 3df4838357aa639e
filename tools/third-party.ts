import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledFiles, INSTALLED } from './bundle.ts';

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Packages that name a licence and come without its text: whose copyright it is. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = {
  brotli:
    'Copyright (c) Devon Govett\n\nIts decoder and dictionary: Copyright 2013 Google Inc., under the Apache License 2.0, whose text stands in this file.',
  dfa: 'Copyright (c) Devon Govett',
  fontkit: 'Copyright (c) Devon Govett',
  'pg-types': 'Copyright (c) 2014 Brian M. Carlson',
  pgpass: 'Copyright (c) 2013-2016 Hannes Hörl',
  'yoga-layout': 'Copyright (c) Meta Platforms, Inc. and affiliates',
};

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package that a file of a bundle belongs to; none when it is our own. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(file)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|notice|copying)/iu.test(file));
  const found = files.toSorted().map(file => readFileSync(join(folder, file), 'utf8'));
  const holder = WITHOUT_TEXT[name];
  if (found.length === 0 && holder) found.push(`MIT License\n\n${holder}\n\n${MIT}`);
  if (found.length === 0) throw new Error(`${name} has no text of its licence: add it to WITHOUT_TEXT`);
  const lines = found.join('\n\n').replaceAll('\r', '').split('\n');
  const text = lines
    .map(line => line.trimEnd())
    .join('\n')
    .trim();
  return { name, version, licence: license ?? 'MIT', text };
}

/** The packages of which something stands in the bundles, by name and version. */
export async function bundledPackages(): Promise<readonly BundledPackage[]> {
  const { outputs } = await bundledFiles();
  const folders = Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? (packageFolder(file) ?? []) : []));
  const packages = new Map(
    [...new Set(folders)].map(readPackage).map(found => [`${found.name} ${found.version}`, found]),
  );
  return [...packages.keys()].toSorted().flatMap(key => packages.get(key) ?? []);
}

const HEAD = `# Third-party notices

Written by \`npm run licences\`. The programs in \`dist\` are bundles: they contain the packages below, whose notices travel with them.

- Installed beside the program, each with its own notice: ${INSTALLED.map(name => `\`${name}\``).join(', ')} and what they need.
- \`dist/fonts\`: Noto Serif SC under the SIL Open Font License 1.1; copyright and text are in \`dist/fonts/OFL.txt\`.
- The syllables of \`src/codes/syllables.ts\` are derived from pinyin-pro.
- Codes and names in \`data/codes\` are public facts; \`data/codes/SOURCES.tsv\` tells whose.
`;

/** THIRD-PARTY.md: each text once, with the packages that it stands for. */
export async function thirdPartyDocument(): Promise<string> {
  const packages = await bundledPackages();
  const texts = [...new Set(packages.map(({ text }) => text))];
  const parts = texts.map(text => {
    const of = packages.filter(found => found.text === text);
    const names = of.map(({ name, version, licence }) => `- ${name} ${version} (${licence})`).join('\n');
    return `## ${of.map(({ name }) => name).join(', ')}\n\n${names}\n\n\`\`\`\n${text}\n\`\`\`\n`;
  });
  return [HEAD, ...parts].join('\n');
}
