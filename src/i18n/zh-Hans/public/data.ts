export const description = '全部合计、名称对照和公开账册，可以自由下载。';
export const lead = '页面上的每个数字都由下面的文件算出来。文件可自由下载、转载，请注明出处。';
export const file = '文件';
export const content = '内容';
export const caption = '机器可读的公开文件。';
export const files = {
  balances: '全部合计：核算主体、专项资金、单位、收支结存。金额为最小单位（分、件）的十进制整数。',
  register: '名称对照：核算主体、专项资金、物资品名与单位的代码。',
  checkpoint: '公开账册的检查点：标识、笔数、根哈希、签名。',
  entries: '公开账册的记录，每 256 笔一个文件（C2SP tlog-tiles）。',
};
export const key = '账册公钥';
export const keyNote = '核对时请与慈善总会印在公示表上的公钥比较，不要只看网页。';
export const commandLine = '用命令行核对整本账册';
