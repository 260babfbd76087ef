/** What `start` prints when no new release could be made: Chinese first, English for whoever only reads that. */
export const RELEASE_NOT_RENEWED =
  '公开网页没有重新生成成功，继续提供上一次的。原因如下，排除后请运行 npm run -s mingzhang -- erase。\n' +
  'The public pages could not be made anew; those made before are served. The reason follows; once it is gone, run npm run -s mingzhang -- erase.';
