import { UserError } from '../errors.ts';

/** Why bytes did not arrive, or no answer came back. */
export type FailureKind =
  | 'address'
  | 'name'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'cut'
  | 'status'
  | 'redirected'
  | 'page'
  | 'not-understood'
  | 'too-large'
  | 'cancelled'
  | 'folder'
  | 'login';

interface Wording {
  /** `{host}` is name and port, `{detail}` what is known more closely. */
  readonly message: string;
  readonly next: string;
}

const SIGN_IN = '网络可能要先登录，或有代理拦着：用浏览器打开那个网页看看；再核对通讯地址';

// biome-ignore format: table
const WORDINGS: Readonly<Record<FailureKind, Wording>> = {
  address:          { message: '通讯地址不能使用：{detail}',                   next: '在 申报通讯 中改正发送地址和接收地址' },
  name:             { message: '找不到服务器 {host}：名称无法解析',            next: '检查网络，并在 申报通讯 中核对地址的拼写' },
  refused:          { message: '连不上服务器 {host}：{detail}',                next: '检查网络、防火墙和端口；对方可能停机，稍后再试' },
  tls:              { message: '无法与 {host} 建立安全连接：{detail}',         next: '核对地址和本机时间；证书机构和客户端证书在 设置 的 申报通讯 里登记' },
  timeout:          { message: '{host} 没有及时回应：{detail}',                next: '稍后再试；经常发生时可在 设置 的 报检开关 里放宽 等待局端' },
  cut:              { message: '与 {host} 的连接中断，没有收到完整的回应',     next: '稍后再试' },
  status:           { message: '{host} 未能处理：HTTP {detail}',               next: '核对通讯地址；5 开头的是对方的故障，稍后再试' },
  redirected:       { message: '{host} 转到了别处：{detail}',                   next: SIGN_IN },
  page:             { message: '{host} 回的是网页，不是局端的回应{detail}',     next: SIGN_IN },
  'not-understood': { message: '{host} 的回应无法理解：{detail}',              next: '核对通讯地址；网络可能要求先登录（上网认证页面）' },
  'too-large':      { message: '{host} 的回应过大：超过 {detail}',             next: '核对通讯地址；仍然如此请联系对方' },
  cancelled:        { message: '已取消与 {host} 的通讯',                       next: '需要时再次发送或接收' },
  folder:           { message: '导入目录 {host} 不能使用：{detail}',             next: '核对目录和权限，共享是否连着；目录由单一窗口的导入客户端建立' },
  login:            { message: '{host} 不接受通讯账号{detail}',                next: '在 申报通讯 中核对账号和密码' },
};

const ASK_FIRST = '对方可能已经收到：先查询这份报文，再决定是否重发，不要另起报文编号';

/**
 * A failure of a channel. The code is `transport.` and its kind; the text names the host, never a path, an account or what was sent,
 * and there is no `cause`, because errors of http libraries carry the request with them.
 */
export class TransportError extends UserError {
  readonly kind: FailureKind;
  readonly host: string;
  /** Whether the bytes may have reached the other side: then ask there before sending anew. */
  readonly lost: boolean;
  readonly #detail: string;

  constructor(kind: FailureKind, host: string, { lost, detail = '' }: { lost: boolean; detail?: string }) {
    const { message, next } = WORDINGS[kind];
    super(
      `transport.${kind}`,
      message.replace(/\{(host|detail)\}/gu, (_, name: string) => (name === 'host' ? host : detail)),
      { exit: kind === 'login' ? 'login' : 'transport', next: lost ? [next, ASK_FIRST] : [next] },
    );
    this.kind = kind;
    this.host = host;
    this.lost = lost;
    this.#detail = detail;
  }

  /** The same of a question: asked again it changes nothing, so nothing can be lost. */
  ofQuestion(): TransportError {
    return new TransportError(this.kind, this.host, { lost: false, detail: this.#detail });
  }
}
