import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/terminal/cells.ts';
import { svgOf } from '../../src/terminal/svg.ts';

const SIZE = { columns: 12, rows: 3 };

function texts(frame: string): { text: string; x: string | undefined; y: string | undefined }[] {
  const found: { text: string; x: string | undefined; y: string | undefined }[] = [];
  const walk = (element: XmlElement): void => {
    if (element.name === 'text') found.push({ text: element.text, x: element.attributes.x, y: element.attributes.y });
    for (const child of element.children) if ('children' in child) walk(child as XmlElement);
  };
  const { root } = parseXml(svgOf(cellsOf(frame, SIZE), SIZE, '列表 & <表>'));
  if (root) walk(root);
  return found;
}

describe('a picture of a screen', () => {
  it('puts each character into its column', () => {
    expect(texts('a货b\n <&>')).toEqual([
      { text: 'a货b', x: '0 9 27', y: '15' },
      { text: '<&>', x: '9 18 27', y: '35' },
    ]);
  });

  it('draws borders as lines, styles and colours', () => {
    const svg = svgOf(
      cellsOf('┌─┐\n\x1b[1;31;4mA\x1b[0m\x1b[7mB\x1b[0m\x1b[48;5;196mC\x1b[38;2;1;2;3mD\x1b[0m', SIZE),
      SIZE,
    );
    expect(svg).toContain('<path d="M4.5 10H9M4.5 10V20M13.5 10H18M13.5 10H9M22.5 10V20M22.5 10H18"');
    expect(svg).toMatch(/fill="#e06c75" font-weight="bold">A</);
    expect(svg).toContain('fill="#1a1d23">B<');
    expect(svg).toMatch(/fill="#ff0000"\/>/);
    expect(svg).toContain('fill="#010203">D<');
  });
});
