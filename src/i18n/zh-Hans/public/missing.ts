export const title = '没有这个页面';
export const text = '地址可能写错了，或者这一笔还没有公示。已经公开的页面地址永不改变。';
