import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { escapeXml, lawfulText } from '../exports/xml.ts';
import { withoutTimes } from './fixed-zip.ts';
import type { NoticeContent, PaperTable } from './notice-content.ts';

/**
 * A4 as 《党政机关公文格式》(GB/T 9704—2012) sets it: 37 mm above, 28 mm left, a type area of 156 × 225 mm, title in
 * size 二号 小标宋, text in size 三号 仿宋, headings in 黑体, 28 pt from line to line. Twips.
 */
const MM = 1440 / 25.4;
const mm = (millimetres: number): number => Math.round(millimetres * MM);
const TEXT_WIDTH = mm(156);

/** An office computer has these; where one is missing the word processor takes the next 宋体 or 仿宋 it knows. */
const FONTS = {
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  heading: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  text: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
};

/** Half points: 二号 is 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt. */
const SIZE = { title: 44, text: 32, table: 24, small: 21 };
const LINE = { line: 560, lineRule: LineRuleType.EXACT };
/** Two signs of 三号. */
const INDENT = { firstLine: 640 };

/** The bytes are the same whenever and wherever it is made. */
export async function noticeDocument(content: NoticeContent, language: string): Promise<Buffer> {
  const { strip, title, lead, books, closing, publisher, day, foot, page } = lawful(content);
  const document = new Document({
    title,
    creator: publisher,
    styles: {
      default: {
        document: { run: { font: FONTS.text, size: SIZE.text, language: { value: 'en-US', eastAsia: language } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(20) },
          },
        },
        footers: { default: new Footer({ children: footer(foot, page) }) },
        children: [
          ...strip.map(
            (text) =>
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: { after: 200 },
                children: [new TextRun({ text, font: FONTS.heading, size: SIZE.small })],
              }),
          ),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 400, line: 640, lineRule: LineRuleType.AT_LEAST },
            children: [new TextRun({ text: title, font: FONTS.title, size: SIZE.title })],
          }),
          body(lead),
          ...books.flatMap(({ heading, tables }) => [
            new Paragraph({
              keepNext: true,
              spacing: { before: 200, line: 560, lineRule: LineRuleType.AT_LEAST },
              children: [new TextRun({ text: heading, font: FONTS.heading, size: SIZE.text })],
            }),
            ...tables.flatMap(tableWithRules),
          ]),
          ...closing.map(body),
          ...[publisher, day].map(
            (text, at) =>
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                keepNext: at === 0,
                indent: { right: at === 0 ? 640 : 960 },
                spacing: { before: at === 0 ? 560 : 0, ...LINE },
                children: [new TextRun(text)],
              }),
          ),
        ],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(title, publisher) };
  return withoutTimes(await Packer.toBuffer(document, undefined, [core]));
}

/** The library escapes what it writes, but lets through what no XML may hold. */
function lawful<T>(content: T): T {
  if (typeof content === 'string') return lawfulText(content) as T;
  if (Array.isArray(content)) return content.map(lawful) as T;
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([key, part]) => [key, lawful(part)])) as T;
}

const body = (text: string): Paragraph =>
  new Paragraph({ indent: INDENT, spacing: LINE, alignment: AlignmentType.BOTH, children: [new TextRun(text)] });

function tableWithRules({ title, rule, head, rows, under }: PaperTable): (Paragraph | Table)[] {
  const first = head.length > 3 ? 0.28 : 0.34;
  const widths = head.map((_, at) => Math.round(TEXT_WIDTH * (at === 0 ? first : (1 - first) / (head.length - 1))));
  const row = (cells: readonly string[], header: boolean): TableRow =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map(
        (text, at) =>
          new TableCell({
            width: { size: widths[at] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            margins: { left: 80, right: 80, top: 40, bottom: 40 },
            children: [
              new Paragraph({
                alignment: header ? AlignmentType.CENTER : at === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [new TextRun({ text, size: SIZE.table, ...(header && { font: FONTS.heading }) })],
              }),
            ],
          }),
      ),
    });
  const rules = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 120, after: 60 },
      children: [
        new TextRun({ text: title, size: SIZE.table, font: FONTS.heading }),
        new TextRun({ text: rule, size: SIZE.small }),
      ],
    }),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      borders: { top: rules, bottom: rules, left: rules, right: rules, insideHorizontal: rules, insideVertical: rules },
      rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
    }),
    ...under.map(
      (text) => new Paragraph({ spacing: { before: 60 }, children: [new TextRun({ text, size: SIZE.table })] }),
    ),
  ];
}

const footer = (lines: readonly string[], { before, after }: NoticeContent['page']): Paragraph[] => [
  ...lines.map(
    (text) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, size: SIZE.small })] }),
  ),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [before, PageNumber.CURRENT, after], size: SIZE.small })],
  }),
];

/** ECMA-376 part 2, 11: without the moments of creation and change, which would differ in every build. */
const coreProperties = (title: string, creator: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator></cp:coreProperties>`,
  ].join('');
