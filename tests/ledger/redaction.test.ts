import { describe, expect, it } from 'vitest';
import { refuseIdentifiers } from '#ledger/redaction.ts';

const kinds = (text: string) => refuseIdentifiers('note', text).map(({ kind }) => kind);

describe('prose that goes public', () => {
  it.each([
    ['身份证 11010519491231002X', 'proseHasIdNumber'],
    ['全角 １１０１０５１９４９１２３１００２Ｘ', 'proseHasIdNumber'],
    ['老证 110105491231002 号', 'proseHasIdNumber'],
    ['联系张先生 13800138000', 'proseHasPhone'],
    ['电话138 0013 8000，请回电', 'proseHasPhone'],
    ['座机 0734-8222222', 'proseHasPhone'],
    ['联系人张三，13800138000，身份证，11010519491231002X', 'proseHasPhone'],
    ['联系人张三，13800138000，身份证，11010519491231002X', 'proseHasIdNumber'],
    ['张三,13800138000,李四', 'proseHasPhone'],
    ['国际 +8613800138000', 'proseHasPhone'],
    ['国际 0086 138 0013 8000', 'proseHasPhone'],
    ['座机 (0734)8222222', 'proseHasPhone'],
    ['座机（0734）8222222', 'proseHasPhone'],
    ['座机 07348222222', 'proseHasPhone'],
    ['电话 138.0013.8000', 'proseHasPhone'],
    ['电话 138—0013—8000', 'proseHasPhone'],
    ['电话 138_0013_8000', 'proseHasPhone'],
    ['序号1.13800138000', 'proseHasPhone'],
    ['汇至 6222021234567890128', 'proseHasBankCard'],
    ['卡号 6222 0212 3456 7890 128', 'proseHasBankCard'],
    ['电话 138,0013,8000', 'proseHasPhone'],
    ['手机138/0013/8000', 'proseHasPhone'],
    ['手机 138·0013·8000。', 'proseHasPhone'],
    ['电话一三八零零一三八零零零', 'proseHasPhone'],
    ['电话幺三八〇〇幺三八〇〇〇转', 'proseHasPhone'],
    ['电话一三八 零零一三 八零零零', 'proseHasPhone'],
    ['QQ：123456789', 'proseHasAccount'],
    ['qq群 12345678', 'proseHasAccount'],
    ['微信：abc_12345', 'proseHasAccount'],
    ['微信号 zhang-2020', 'proseHasAccount'],
    ['WeChat: someone', 'proseHasAccount'],
    ['写信到 someone@example.com', 'proseHasEmail'],
  ])('%s is refused as %s', (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  it.each([
    '共计 138,000,000.00 元',
    '合计 13800138000.50 元',
    '合计 138,001,380 元，另 1,380,013,800 元',
    '138,000,000.00/138,000,000.00',
    '文号 衡民发〔2020〕138/2020 号',
    '2020/02/05 至 2020/02/20',
    '二〇二〇年二月五日，一千三百八十万零一百三十八元',
    '壹佰叁拾捌万零壹佰叁拾捌元整',
    '通过腾讯 QQ 10000 人捐款',
    '通过微信支付、微信 WeChat Pay 收款 12345 元',
    '口罩、手套、防护服各 150、2000、3000 件',
    '合计 138001380.00 元，另 1,380,013.80 元',
    '共13,800,138,000元，分3批',
    '比例 0.138，编号 00012345678',
    '2020.02.05—2020.02.20',
    '捐赠口罩 250000 只、防护服 1000 套',
    '文号 衡慈〔2020〕12 号',
    '2020-02-05 至 2020-02-20',
    '订单 2020020512345678901234567890',
    '给93名支援湖北黄冈医务人员家属各送上1万元慰问金，共计93万元',
  ])('%s is not', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});
