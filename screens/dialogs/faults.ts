import type { Fault } from '../../src/catalogue/fault.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { describe } from '../../src/declaration/describe.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, scrolled } from '../draw/picture.ts';
import type { Act, Answer, LayerPart } from '../contract/part.ts';

/** All faults of a page; choosing one leads to its field. */
export interface FaultsLayer {
  readonly kind: 'faults';
  readonly faults: readonly Fault[];
  readonly index: number;
  /** Brings the page to the fault. */
  readonly go: (fault: Fault) => Answer;
}

export function openFaults(faults: readonly Fault[], go: (fault: Fault) => Answer): FaultsLayer {
  return { kind: 'faults', faults, index: 0, go };
}

const move =
  (steps: number): Act<FaultsLayer> =>
  layer => ({
    self: { ...layer, index: (layer.index + steps + layer.faults.length) % layer.faults.length },
  });

export const FAULTS: LayerPart<FaultsLayer> = {
  chain: () => ['faults'],
  actions: {
    'faults.up': move(-1),
    'faults.down': move(1),
    'faults.go': layer => {
      const fault = layer.faults[layer.index];
      return { close: true, ...(fault && { answer: layer.go(fault) }) };
    },
    'faults.close': () => ({ close: true }),
  },
  draw(layer, area) {
    const columns = Math.min(area.columns - 6, 90);
    const rows = Math.max(3, Math.min(area.rows - 6, layer.faults.length));
    const first = scrolled(0, layer.index, rows, layer.faults.length);
    const errors = layer.faults.filter(({ level }) => level === 'error').length;
    const lines = layer.faults.slice(first, first + rows).map((fault, offset): Line => {
      const chosen = first + offset === layer.index;
      const where = describe(fault.path);
      const mark = fault.level === 'error' ? '✗ ' : '! ';
      const room = columns - 2 - widthOf(where) - 1;
      return [
        span(mark, fault.level === 'error' ? 'error' : 'warning'),
        span(fitted(`${where} ${room > 4 ? wordingOf(fault) : ''}`, columns - 2), chosen ? 'chosen' : 'panel'),
      ];
    });
    const counts = `${errors} 处差错须改正，${layer.faults.length - errors} 处提醒不妨碍发送`;
    return centred(boxed('差错列表', { lines: [...lines, line(counts, 'panelQuiet')] }, columns), area);
  },
};
