/** The flow as a picture made by the server; the table beside it says the same. */

import type { DrawnBox, DrawnWay, FlowDrawing } from './domain.ts'

type PictureProps = {
  readonly drawing: FlowDrawing
  readonly label: string
  /** Tells the two sizes apart on one page. */
  readonly name: string
}

export function FlowPicture({ drawing, label, name }: PictureProps) {
  const { width, height, boxes, ways, ends } = drawing
  return (
    <svg
      class="steps-picture"
      width={Math.round(width)}
      height={Math.round(height)}
      viewBox={`0 0 ${Math.round(width)} ${Math.round(height)}`}
      role="img"
      aria-label={label}
    >
      <defs>
        {(['next', 'ahead', 'back', 'border'] as const).map((kind) => (
          <marker
            key={kind}
            id={`flow-${kind}-${name}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path class={`flow-head flow-head-${kind}`} d="M0 0l8 4-8 4z" />
          </marker>
        ))}
      </defs>
      {ways.map((way) => (
        <path
          key={way.path}
          class={`flow-way flow-way-${way.kind}`}
          d={way.path}
          stroke-width={Math.round(way.width * 10) / 10}
          marker-end={`url(#flow-${way.kind}-${name})`}
        />
      ))}
      {ends.map(({ at: [x, y], kind }) => (
        <circle key={kind} class={`steps-${kind}`} cx={x} cy={y} r={7} />
      ))}
      {boxes.map((box) => (
        <StepBox key={box.y} box={box} />
      ))}
      {ways.map((way) => (
        <WayLabel key={way.path} way={way} />
      ))}
    </svg>
  )
}

/** The strip at the foot is the share of all time that went into the step. */
function StepBox({ box: { x, y, width, height, title, foot, share } }: { readonly box: DrawnBox }) {
  return (
    <g>
      <rect class="steps-box" x={x} y={y} width={width} height={height} rx={6} />
      <rect
        class="flow-time"
        x={x + 1.5}
        y={y + height - 7}
        width={Math.max(0, (width - 3) * share)}
        height={5.5}
        rx={2}
      />
      <text class="steps-name">
        {title.map((line, index) => (
          <tspan key={line} x={x + 10} y={y + 22 + index * 19}>
            {line}
          </tspan>
        ))}
      </text>
      <text class="steps-foot" x={x + 10} y={y + 22 + title.length * 19}>
        {foot}
      </text>
    </g>
  )
}

function WayLabel({ way: { label } }: { readonly way: DrawnWay }) {
  const [x, y] = label.at
  return (
    <text class="flow-label" text-anchor={label.anchor}>
      {label.lines.map((line, index) => (
        <tspan key={line} x={x} y={y + index * 17}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
