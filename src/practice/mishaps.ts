import { setTimeout as pause } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { type Faults, mishapOf } from './faults.ts';

/** Does to requests what the faults in force want. */
export function mishaps(faults: () => Faults, random: () => number): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const { slow } = faults();
    const mishap = mishapOf(faults(), random);
    if (slow > 0) await pause(slow);
    const { socket } = context.env.incoming;
    if (mishap === 'refuse') {
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (mishap === 'error') return context.text('练习局按要求出错', 500);
    await next();
    if (mishap === 'drop') {
      socket.destroy();
      context.res = RESPONSE_ALREADY_SENT;
    }
    if (mishap === 'garbage') context.res = context.html('<!doctype html><p>练习局按要求答非所问');
    if (mishap === 'truncate') {
      const whole = await context.res.arrayBuffer();
      context.res = context.body(whole.slice(0, Math.floor(whole.byteLength / 2)), 200, { 'content-type': XML });
    }
    return undefined;
  };
}

export const XML = 'text/xml; charset=utf-8';
