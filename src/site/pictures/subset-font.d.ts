declare module 'subset-font' {
  /** A font that holds only the signs of `text`; the same input gives the same bytes. */
  export default function subsetFont(font: Buffer, text: string, options: { targetFormat: 'sfnt' }): Promise<Buffer>;
}
