/** Pictures of figures, drawn on the server. Each stands beside a table that says everything it says. */

/** A share of the whole as a bar; what is not known is hatched, never blank (docs/architecture.md, “Hình vẽ”). */
export function ShareBar({
  value,
  known,
  most,
  target,
}: {
  readonly value: number
  /** How much of the whole is known; the rest is hatched. */
  readonly known: number
  readonly most: number
  readonly target?: number | undefined
}) {
  const width = (part: number) => `${Number(Math.max(0, Math.min(100, (part / most) * 100)).toFixed(2))}%`
  return (
    <svg class="share-bar" aria-hidden="true" focusable="false" width="100%" height="14">
      <Hatch />
      <rect class="share-ground" width="100%" height="14" />
      <rect class="share-value" width={width(value)} height="14" />
      {known < most && (
        <rect
          class="share-missing"
          x={width(known)}
          width={width(most - known)}
          height="14"
          fill="url(#hatch)"
        />
      )}
      {target !== undefined && (
        <line class="share-target" x1={width(target)} x2={width(target)} y1="0" y2="14" />
      )}
    </svg>
  )
}

function Hatch() {
  return (
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch-line" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  )
}

const [sparkStep, sparkHeight] = [14, 32]

/** The last periods of one figure, small enough for a row; a period without one is hatched. The words say the same. */
export function Spark({
  values,
  most,
  words,
}: {
  readonly values: readonly (number | undefined)[]
  readonly most: number
  readonly words: string
}) {
  return (
    <>
      <svg
        class="spark"
        viewBox={`0 0 ${values.length * sparkStep} ${sparkHeight}`}
        width={values.length * sparkStep}
        height={sparkHeight}
        aria-hidden="true"
        focusable="false"
      >
        <Hatch />
        {values.map((value, index) => {
          const height = Math.max(2, Math.min(1, (value ?? most) / (most || 1)) * sparkHeight)
          const kind =
            value === undefined ? 'trend-missing' : index === values.length - 1 ? 'trend-now' : 'trend-bar'
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place
              key={index}
              class={kind}
              x={index * sparkStep + 1}
              y={sparkHeight - height}
              width={sparkStep - 4}
              height={height}
              fill={value === undefined ? 'url(#hatch)' : undefined}
            />
          )
        })}
      </svg>
      <span class="visually-hidden">{words}</span>
    </>
  )
}

export type TrendPoint = {
  readonly label: string
  readonly value: number | undefined
  readonly shown: string
}

const columnWidth = 104
const trendHeight = 150
const barMost = 96

/** Columns over time from a base of nought, each with its figure; a period without one is hatched. */
export function TrendColumns({
  points,
  most,
}: {
  readonly points: readonly TrendPoint[]
  readonly most: number
}) {
  const width = points.length * columnWidth
  return (
    <div class="trend-columns">
      <svg
        viewBox={`0 0 ${width} ${trendHeight}`}
        width={width}
        height={trendHeight}
        aria-hidden="true"
        focusable="false"
      >
        <Hatch />
        {points.map(({ label, value, shown }, index) => {
          const height = ((value ?? most) / most) * barMost
          const x = index * columnWidth + 16
          return (
            <g key={label}>
              <rect
                class={
                  value === undefined
                    ? 'trend-missing'
                    : index === points.length - 1
                      ? 'trend-now'
                      : 'trend-bar'
                }
                x={x}
                y={24 + barMost - height}
                width={columnWidth - 32}
                height={height}
                fill={value === undefined ? 'url(#hatch)' : undefined}
              />
              {value !== undefined && (
                <text
                  class="trend-figure"
                  x={x + (columnWidth - 32) / 2}
                  y={18 + barMost - height}
                  text-anchor="middle"
                >
                  {shown}
                </text>
              )}
              <text
                class="trend-label"
                x={x + (columnWidth - 32) / 2}
                y={trendHeight - 10}
                text-anchor="middle"
              >
                {label}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
