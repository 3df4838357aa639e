/** What single settings are called on the screen, by their dotted names. */
// biome-ignore format: table
const SETTING_TITLES = {
  'switches.smartMemory':         '智能记忆',
  'switches.uniqueHs':            '唯一HS自动带出',
  'switches.grid':                '表格录入',
  'switches.starterNotice':       '代码表提醒',
  'switches.firstSteps':          '第一份单证之前',
  'switches.holdSeconds':         '推迟发送',
  'switches.patienceSeconds':     '等待局端',
  'switches.receiveSeconds':      '自动接收回执',
  'switches.sound':               '回执提示音',
  'switches.titleNews':           '标题提示回执',
  'switches.desktopNews':         '桌面通知',
  'switches.auditDays':           '操作记录',
  'switches.lockMinutes':         '自动锁定',
  'switches.sessionHours':        '命令的登录',
  'switches.keyboard':            '增强键盘',
  'channel.platform':             '平台',
  'channel.importFolder':         '导入目录',
  'channel.inboundForm':          '入境发成',
  'channel.outboundForm':         '出境发成',
  'channel.folders.iaq':          '申请的目录',
  'channel.folders.dec':          '报关单目录',
  'channel.sendUrl':              '发送地址',
  'channel.receiveUrl':           '接收地址',
  'channel.allowPlain':           '允许不加密',
  'channel.registrationNo':       '报检登记号',
  'channel.organisationCode':     '组织机构代码',
  'channel.user':                 '通讯账号',
  'channel.ca':                   '证书机构',
  'channel.clientCertificate':    '客户端证书',
  'channel.method':               '认证方式',
  'channel.certificate':          '证书ID',
  'channel.ways.01':              '九城通服务自己的',
  'channel.ways.02':              '广州EPORT服务自己的',
  'paperless.way':                '通讯方式',
  'paperless.registration':       '报检登记号',
  'paperless.embedRegistration':  '嵌入登记号',
  'paperless.url':                '无纸化URL',
  'paperless.user':               '通讯账号',
  'paperless.embedUrl':           '嵌入URL',
  'paperless.allowPlain':         '允许不加密',
  'accounts.smsGateway':          '短信网关',
  'accounts.smsMethod':           '请求方式',
  'accounts.smsType':             '正文格式',
  'accounts.smsBody':             '正文',
  'accounts.smsHeaders':          '请求头',
  'accounts.smsExpect':           '受理标志',
  'accounts.scanUrl':             '扫码网页',
  'notices.line':                 '通知的程序',
  'notices.released':             '放行时通知',
  'notices.rejected':             '退单时通知',
  'notices.sampled':              '抽中时通知',
  'notices.papers':               '缺单据时通知',
  'notices.seconds':              '最多运行',
} as const satisfies Readonly<Record<string, string>>;

type TitledSetting = keyof typeof SETTING_TITLES;

/** What the screen calls a setting. */
export const titleOfSetting = (name: TitledSetting): string => SETTING_TITLES[name];

/** As people read any dotted name: of a setting with a title, else of one that lies below such a one, else as it is. */
export function settingLabel(name: string): string {
  const steps = name.split('.');
  for (let count = steps.length; count > 0; count -= 1) {
    const above = steps.slice(0, count).join('.');
    if (Object.hasOwn(SETTING_TITLES, above)) {
      const below = steps.slice(count).join('.');
      // What a platform has for itself is called as what all have between them.
      const same = above.startsWith('channel.ways.') ? `channel.${below}` : '';
      const named = Object.hasOwn(SETTING_TITLES, same) ? titleOfSetting(same as TitledSetting) : below;
      return [titleOfSetting(above as TitledSetting), named].join(' ').trim();
    }
  }
  return name;
}
