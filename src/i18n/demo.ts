/** What the demonstration prints where it is started: Chinese first, English for whoever only reads that. */
export const DEMO = {
  preparing: '正在准备数据库、办公后台和 2020 年样例…… / preparing database, office and the sample of 2020 …',
  publishing: '正在公示…… / publishing …',
  heldBack: (number: string) => `暂未公示 / held back: ${number}`,
  ready: ({ url, logKey, receiptCode, users }: DemoWords) =>
    [
      '',
      `明账已就绪 / ready:   ${url}`,
      `办公后台 / office:    ${url}sign-in`,
      `怎样核对 / verify:    ${url}verify`,
      `查我的捐赠 / receipt: ${url}receipt`,
      '',
      `公开账册公钥 / log verifier key:`,
      `  ${logKey}`,
      `一位捐赠人的查询码 / a donor's receipt code:`,
      `  ${receiptCode ?? '（已在首次运行时给出，遗失不补 / given on the first run only）'}`,
      '',
      '登录 / sign-ins:',
      ...users.map(
        ({ role, name, email, password }) => `  ${name}  ${ROLE[role].padEnd(14)}${email.padEnd(26)}${password}`,
      ),
      '',
      '停止 / stop: Ctrl+C    重新开始 / start anew: npm run demo -- --reset',
      '',
    ].join('\n'),
};

interface DemoWords {
  url: string;
  logKey: string;
  receiptCode: string | null;
  users: readonly { role: keyof typeof ROLE; name: string; email: string; password: string }[];
}

const ROLE = {
  recorder: '经办 recorder',
  reviewer: '复核 reviewer',
  publisher: '发布 publisher',
  auditor: '审计 auditor',
  administrator: '管理 admin',
} as const;
