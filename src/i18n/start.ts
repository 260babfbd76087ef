/** What `start` prints when no new release could be made: Chinese first, English for whoever only reads that. */
export const RELEASE_NOT_RENEWED =
  '公开网页没有重新生成成功，继续提供上一次的。原因如下，排除后请运行 npm run -s mingzhang -- erase。\n' +
  'The public pages could not be made anew; those made before are served. The reason follows; once it is gone, run npm run -s mingzhang -- erase.';

/** Why a database is left alone whose migrations are not those of this version; `migration` is the first of them. */
export const madeByAnotherVersion = (migration: string) =>
  `数据库由另一个版本建立（其中的 ${migration} 不属于本版本），本版本不能接着使用，也没有改动它。请用原来的版本启动，或另用一个空数据库；演示数据请运行 npm run demo -- --reset 重新开始。\n` +
  `Another version made the database (its ${migration} is none of this one's); this version cannot go on with it and has changed nothing. Start the version that made it, or use an empty database; for the demonstration, npm run demo -- --reset begins anew.`;
