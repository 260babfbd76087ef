import { publishWords as words } from '#i18n/zh-Hans/office-pages.ts';
import type { PublishRun } from '#publication/runs.ts';
import { PUBLISH_STEPS } from '#publication/steps.ts';

/** 第 4 步，共 11 步：写出账册条目. Before the first step is reported, as the first. */
export function stepWords({ step, steps }: Pick<PublishRun, 'step' | 'steps'>): string {
  const at = Math.max(step, 1);
  return words.stepOf(at, steps, words.steps[PUBLISH_STEPS[at - 1] ?? 'finish']);
}
