import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { compact } from '#site/compact.ts';
import { type ChartPoint, type ChartRow, nextPlace, pointsOf } from './chart-points.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** How the columns differ where colours do not: plain, slanted lines, dots, crossed lines, upright lines. */
const PATTERNS: ((pen: CanvasRenderingContext2D) => void)[] = [
  () => undefined,
  (pen) =>
    lines(pen, [
      [0, 8, 8, 0],
      [-2, 2, 2, -2],
      [6, 10, 10, 6],
    ]),
  (pen) => pen.fillRect(3, 3, 2.5, 2.5),
  (pen) =>
    lines(pen, [
      [0, 0, 8, 8],
      [0, 8, 8, 0],
    ]),
  (pen) => lines(pen, [[4, 0, 4, 8]]),
];
const PATTERN_SIZE = 8;

/** Draws the table of `element` into its plot, and lets its points be visited with keys, finger and mouse. */
export function drawChart(element: HTMLElement): void {
  const plot = element.querySelector('.plot');
  const spoken = element.querySelector('.point');
  const table = element.querySelector('table');
  if (plot === null || spoken === null || table === null) return;
  const step = element.dataset.step === 'day' ? 'day' : 'month';
  const scale = Number(element.dataset.scale);
  const { shortenings = '', measure = '', label = '', role = '', apart = '' } = element.dataset;
  const columns = Array.from(table.querySelectorAll<HTMLElement>('thead [data-column]'), (head) => ({
    code: head.dataset.column ?? '',
    name: head.textContent.trim(),
  }));
  const points = pointsOf(rowsOf(table), step, apart);

  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-roledescription', role);
  canvas.setAttribute('aria-label', label);
  plot.append(canvas);

  const lowest = Math.min(
    0,
    ...points.flatMap(({ row }) => columns.map((_, at) => drawn(row?.values[at], scale) ?? 0)),
  );
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels: points.map((point) => point.label),
      datasets: columns.map((column, at) => ({
        label: column.name,
        data: points.map(({ row }) => drawn(row?.values[at], scale)),
        maxBarThickness: 36,
        minBarLength: 2,
        categoryPercentage: 0.8,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      events: ['click', 'mousemove', 'touchstart'],
      interaction: { mode: 'index', intersect: false },
      onHover: (_event, active) => visit(active[0]?.index),
      onClick: (_event, active) => visit(active[0]?.index),
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 12 } },
        y: {
          beginAtZero: true,
          // Down to the lowest bar and no further: for a few yuan below zero the next round figure would take a third of the plot.
          ...(lowest < 0 && { min: lowest * 1.02 }),
          border: { display: false },
          ticks: {
            includeBounds: false,
            maxTicksLimit: 5,
            callback: (value) => {
              const { figure, word } = compact(BigInt(Math.round(Number(value) * 10 ** scale)), scale, shortenings);
              return `${figure}${word === '' ? '' : ` ${word}`}`;
            },
          },
        },
      },
    },
  });

  let visited = -1;
  function visit(place: number | undefined): void {
    const point = place === undefined ? undefined : points[place];
    if (place === undefined || point?.row === undefined || place === visited) return;
    visited = place;
    if (spoken !== null) spoken.textContent = sentenceOf(point, columns, measure);
    chart.setActiveElements(columns.map((_, datasetIndex) => ({ datasetIndex, index: place })));
    chart.update();
  }

  canvas.addEventListener('keydown', (event) => {
    const to = placeAfter(event.key, points, visited);
    if (to === undefined) return;
    event.preventDefault();
    visit(to);
  });

  const paint = (): void => {
    const soft = getComputedStyle(spoken).color;
    const rule = getComputedStyle(plot).borderBlockEndColor;
    chart.options.font = { family: getComputedStyle(element).fontFamily, size: 13 };
    chart.options.color = soft;
    for (const axis of [chart.options.scales?.x, chart.options.scales?.y]) {
      if (axis?.ticks) axis.ticks.color = soft;
      if (axis?.grid) axis.grid.color = rule;
    }
    if (chart.options.scales?.x?.border) chart.options.scales.x.border.color = soft;
    chart.data.datasets.forEach((dataset, at) => {
      const swatch = element.querySelector(`.legend [data-column="${columns[at]?.code}"]`);
      const colour = swatch === null ? soft : getComputedStyle(swatch).color;
      dataset.backgroundColor = patternOf(at, colour, getComputedStyle(plot).backgroundColor);
      dataset.borderColor = colour;
      dataset.borderWidth = 1;
      dataset.hoverBorderWidth = 3;
    });
    chart.update();
  };
  paint();
  element.dataset.drawn = '';

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  // A printed chart is the canvas as it stands: in the colours of paper and as wide as the sheet.
  addEventListener('beforeprint', () => {
    document.documentElement.style.colorScheme = 'light';
    paint();
    chart.resize(PRINTED_WIDTH, PRINTED_HEIGHT);
  });
  addEventListener('afterprint', () => {
    document.documentElement.style.colorScheme = '';
    paint();
    chart.resize();
  });
}

/** CSS pixels: an A4 sheet less its margins. */
const PRINTED_WIDTH = 640;
const PRINTED_HEIGHT = 220;

/** Nothing is drawn where nothing moved; the smallest amount is still seen. */
const drawn = (amount: bigint | undefined, scale: number): number | null =>
  amount === undefined || amount === 0n ? null : Number(amount) / 10 ** scale;

const rowsOf = (table: HTMLTableElement): ChartRow[] =>
  Array.from(table.querySelectorAll<HTMLTableRowElement>('tbody tr'), (row) => {
    const cells = Array.from(row.querySelectorAll('data'));
    return {
      at: row.dataset.at,
      name: row.querySelector('th')?.textContent.trim() ?? '',
      values: cells.map(({ value }) => BigInt(value)),
      texts: cells.map(({ textContent }) => textContent.trim()),
    };
  });

/** `2020年2月20日 收 0.00 元，支 930,000.00 元` from the words of the table alone, so in the language of the page. */
function sentenceOf({ row }: ChartPoint, columns: readonly { name: string }[], measure: string): string {
  if (row === undefined) return '';
  return [row.name, ...columns.map(({ name }, at) => `${name} ${row.texts[at]} ${measure}`)].join(' · ');
}

function placeAfter(key: string, points: readonly ChartPoint[], place: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return nextPlace(points, place, 1);
    case 'ArrowLeft':
      return nextPlace(points, place, -1);
    case 'Home':
      return nextPlace(points, -1, 1);
    case 'End':
      return nextPlace(points, points.length, -1);
    default:
      return undefined;
  }
}

function patternOf(at: number, colour: string, ground: string): string | CanvasPattern {
  const draw = PATTERNS[at % PATTERNS.length];
  const tile = document.createElement('canvas');
  tile.width = PATTERN_SIZE;
  tile.height = PATTERN_SIZE;
  const pen = tile.getContext('2d');
  if (at === 0 || draw === undefined || pen === null) return colour;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  draw(pen);
  return pen.createPattern(tile, 'repeat') ?? colour;
}

function lines(pen: CanvasRenderingContext2D, strokes: readonly (readonly [number, number, number, number])[]): void {
  for (const [x0, y0, x1, y1] of strokes) {
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
  }
}
