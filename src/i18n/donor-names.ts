/** The words and name lists from which a donor's public name is made. Data of the Chinese language, not of a slice. */

/** What an anonymous donor is called, by donor kind. A minor is never described beyond this. */
export const ANONYMOUS_NAME = {
  person: '爱心人士',
  minor: '爱心学生',
  enterprise: '爱心企业',
  socialOrganisation: '爱心组织',
  pooled: '爱心人士',
} as const;

/** What stands for the hidden part of a name; always as long, so that it does not tell the length. */
export const HIDDEN_PART = '**';

/** Family names of two characters that still occur. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 ' +
    '申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 ' +
    '宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 ' +
    '公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 歐陽 司馬 東方 ' +
    '獨孤 聞人 諸葛 尉遲 赫連 澹臺 濮陽 申屠 公孫 鍾離 長孫 鮮于 軒轅 西門'
  ).split(' '),
);

/** Endings that say what an organisation is without saying which; longest first when matched. */
export const ORGANISATION_TYPES: readonly string[] = [
  '股份有限公司',
  '有限责任公司',
  '会计师事务所',
  '律师事务所',
  '农民专业合作社',
  '个体工商户',
  '有限公司',
  '集团公司',
  '志愿者协会',
  '联合总会',
  '联合会',
  '基金会',
  '促进会',
  '委员会',
  '研究院',
  '研究所',
  '事务所',
  '合作社',
  '经营部',
  '幼儿园',
  '俱乐部',
  '总工会',
  '慈善会',
  '医药连锁',
  '加油站',
  '工作室',
  '服务站',
  '集团',
  '公司',
  '协会',
  '商会',
  '学会',
  '总会',
  '工会',
  '同乡会',
  '校友会',
  '医院',
  '学校',
  '大学',
  '学院',
  '中学',
  '小学',
  '药店',
  '药房',
  '商店',
  '超市',
  '酒店',
  '宾馆',
  '饭店',
  '餐厅',
  '银行',
  '分行',
  '支行',
  '中心',
  '工厂',
  '厂',
  '店',
  '行',
  '社',
  '寺',
  '会',
].sort((a, b) => b.length - a.length);

/** Used where an organisation's name does not tell its type. */
export const UNTYPED_ORGANISATION = { enterprise: '企业', socialOrganisation: '组织' } as const;
