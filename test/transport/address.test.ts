import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/transport/address.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';

describe('addresses', () => {
  it.each([
    'https://bureau.example/send',
    'http://localhost:8080/',
    'http://127.0.0.1:1/',
    'http://127.8.9.1/',
    'http://[::1]:8080/',
  ])('%s may be used', text => expect(addressOf(text).href).toContain(text));

  it.each([
    ['', '完整的网址'],
    ['bureau.example', '完整的网址'],
    ['ftp://bureau.example/', 'https'],
    ['file:///etc/passwd', '完整的网址'],
    ['http://bureau.example/', '不加密'],
    ['http://127.0.0.1.evil.example/', '不加密'],
    ['http://localhost.evil.example/', '不加密'],
    ['https://user:s3cret@bureau.example/', '账号'],
  ])('%s may not', (text, why) => {
    try {
      addressOf(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'transport.address', lost: false });
      expect((error as Error).message).toContain(why);
      expect(JSON.stringify(error)).not.toContain('s3cret');
      expect((error as Error).message).not.toContain('s3cret');
    }
  });

  it('plain http goes elsewhere only when it is allowed', () => {
    expect(addressOf('http://bureau.example/', { allowPlain: true }).host).toBe('bureau.example');
    expect(() => httpChannel({ sendUrl: 'http://bureau.example/' })).toThrow('不加密');
    expect(() => httpChannel({ sendUrl: 'https://b.example/', receiveUrl: 'http://b.example/' })).toThrow('不加密');
  });
});
