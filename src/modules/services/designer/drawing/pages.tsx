/** The steps of a procedure, drawn by the server, and as a list that says the same. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { Disclosure } from '#ui/layout.tsx'
import type { ProcedureDefinition } from '../../domain.ts'
import {
  type Box,
  type Detail,
  type Drawing,
  type Gate,
  lineHeight,
  type Rank,
  type RoleNames,
  ranksOf,
} from './domain.ts'
import { narrowDrawing } from './narrow/domain.ts'
import { texts } from './texts.ts'
import { wideDrawing } from './wide/domain.ts'

export type { RoleNames } from './domain.ts'

type StepsDrawingProps = {
  readonly definition: Pick<ProcedureDefinition, 'steps' | 'form'>
  readonly roleNames: RoleNames
  readonly detail: Detail
}

/** Hồ sơ đi qua những bước nào: across on a wide screen, downwards on a narrow one, and in words. */
export function StepsDrawing({ definition, roleNames, detail }: StepsDrawingProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const ranks = ranksOf(definition, roleNames, language)
  const label = t.drawing(definition.steps.length)
  return (
    <div class="steps">
      {/* A scrolling region has to take the focus, or the keyboard cannot scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section class="steps-wide" aria-label={label} tabIndex={0}>
        <Picture drawing={wideDrawing(ranks, detail, language)} label={label} name="w" />
      </section>
      <div class="steps-narrow">
        <Picture drawing={narrowDrawing(ranks, detail, language)} label={label} name="n" />
      </div>
      <Legend ranks={ranks} />
      <Disclosure summary={t.list}>
        <StepsList ranks={ranks} detail={detail} />
      </Disclosure>
    </div>
  )
}

function Legend({ ranks }: { readonly ranks: readonly Rank[] }) {
  const t = useTexts(texts)
  const hasConditions = ranks.some(({ isOptional, steps }) => isOptional && steps.length === 1)
  const hasParallels = ranks.some(({ steps }) => steps.length > 1)
  if (!hasConditions && !hasParallels) return null
  return (
    <ul class="steps-legend" aria-label={t.legend}>
      {hasConditions && (
        <li>
          <LegendGate kind="condition" /> {t.conditionMark}
        </li>
      )}
      {hasParallels && (
        <li>
          <LegendGate kind="parallel" /> {t.parallelMark}
        </li>
      )}
    </ul>
  )
}

function LegendGate({ kind }: Pick<Gate, 'kind'>) {
  return (
    <svg class="steps-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <GateMark at={[10, 10]} kind={kind} />
    </svg>
  )
}

/** The text twin: the same order, lanes, conditions and hours. */
function StepsList({ ranks, detail }: { readonly ranks: readonly Rank[]; readonly detail: Detail }) {
  const t = useTexts(texts)
  return (
    <ol class="steps-list">
      {ranks.map(({ steps }) => (
        <li key={steps[0]?.key}>
          {steps.length > 1 && <p>{t.sideBySide}:</p>}
          {steps.length > 1 ? (
            <ul>
              {steps.map((step) => (
                <li key={step.key}>
                  <StepWords step={step} detail={detail} />
                </li>
              ))}
            </ul>
          ) : (
            steps.map((step) => <StepWords key={step.key} step={step} detail={detail} />)
          )}
        </li>
      ))}
    </ol>
  )
}

function StepWords({ step, detail }: { readonly step: Rank['steps'][number]; readonly detail: Detail }) {
  const t = useTexts(texts)
  const facts = [
    step.lane,
    ...(detail === 'office' ? [step.hours] : []),
    ...(step.condition ? [step.condition] : []),
    ...(detail === 'office' && step.stopsClock ? [t.stopsClock] : []),
    ...(detail === 'office' && step.onSilence ? [step.onSilence] : []),
  ]
  return (
    <>
      <strong>{step.name}</strong> <span class="hint">{facts.join(' · ')}</span>
    </>
  )
}

const path = (points: Drawing['arrows'][number]['points']) =>
  `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`

function Picture({
  drawing,
  label,
  name,
}: {
  readonly drawing: Drawing
  readonly label: string
  readonly name: string
}) {
  const { width, height } = drawing
  // At this share the letters of the drawing are those of small text, and no smaller.
  const share = name === 'w' ? 0.94 : 1
  return (
    <svg
      class="steps-picture"
      width={Math.round(width * share)}
      height={Math.round(height * share)}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <marker
          id={`head-${name}`}
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path class="steps-head" d="M0 0l8 4-8 4z" />
        </marker>
      </defs>
      {drawing.lanes.map((lane, index) => (
        <rect
          key={lane.y}
          class={index % 2 === 0 ? 'steps-lane' : 'steps-lane steps-lane-odd'}
          x={0}
          y={lane.y}
          width={width}
          height={lane.height}
        />
      ))}
      {drawing.frames.map((frame) => (
        <rect key={frame.y} class="steps-frame" {...frame} rx={8} />
      ))}
      {drawing.arrows.map(({ points, isBypass, hasHead }) => (
        <path
          key={path(points)}
          class={isBypass ? 'steps-arrow steps-bypass' : 'steps-arrow'}
          d={path(points)}
          marker-end={hasHead ? `url(#head-${name})` : undefined}
        />
      ))}
      {drawing.gates.map((gate) => (
        <GateMark key={gate.at.join()} {...gate} />
      ))}
      {drawing.ends.map(({ at: [x, y], kind }) => (
        <circle key={kind} class={`steps-${kind}`} cx={x} cy={y} r={7} />
      ))}
      {drawing.boxes.map((box) => (
        <StepBox key={box.step.key} box={box} />
      ))}
      {drawing.labels.map(({ x, y, lines, kind }) => (
        <text key={`${x} ${y} ${lines.join()}`} class={`steps-label steps-label-${kind}`}>
          {lines.map((line, index) => (
            <tspan key={line} x={x} y={y + index * 17}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </svg>
  )
}

function GateMark({ at: [x, y], kind }: Gate) {
  return (
    <>
      <path class={`steps-gate steps-gate-${kind}`} d={`M${x} ${y - 8}l8 8-8 8-8-8z`} />
      {kind === 'parallel' && <path class="steps-plus" d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`} />}
    </>
  )
}

function StepBox({ box }: { readonly box: Box }) {
  const { x, y, width, height, title, foot, step } = box
  const look = [
    'steps-box',
    step.condition && 'steps-box-conditional',
    step.stopsClock && 'steps-box-stops',
  ].filter(Boolean)
  return (
    <g>
      <rect class={look.join(' ')} x={x} y={y} width={width} height={height} rx={6} />
      <text class="steps-name">
        {title.map((line, index) => (
          <tspan key={line} x={x + 8} y={y + 21 + index * lineHeight}>
            {line}
          </tspan>
        ))}
      </text>
      {foot.length > 0 && (
        <text class="steps-foot">
          {foot.map((line, index) => (
            <tspan key={line} x={x + 8} y={y + 21 + (title.length + index) * lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  )
}
