/** Two devices changed one page: both stand side by side and the person chooses, field by field. */

import type { Context } from '#kernel/context.ts'
import type { RawFields } from '#kernel/forms.ts'
import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Button, ButtonGroup } from '#ui/elements.tsx'
import { fieldId } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { draftLinks } from '../api.ts'
import type { OpenDraft } from '../commands.ts'
import { keptAs } from '../pages.tsx'
import { texts } from '../texts.ts'
import type { Compared } from './commands.ts'

/** Begins the names of choices between two devices; the key of the field follows. */
export const otherMark = '_take.'

type ConflictParts = {
  readonly open: OpenDraft
  readonly page: string
  /** What this device sent, to send again as far as the person chooses it. */
  readonly typed: RawFields
  readonly shown: readonly string[]
  readonly isCorrection: boolean
  readonly rows: readonly Compared[]
}

export function conflictPage(context: Context, parts: ConflictParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).conflictTitle, noIndex: true },
    <PortalFrame>
      <Conflict {...parts} />
    </PortalFrame>,
    409,
  )
}

function Conflict({ open, page: key, typed, shown, isCorrection, rows }: ConflictParts) {
  const { language, owner = '' } = usePage()
  const t = useTexts(texts)
  const { draft } = open
  return (
    <div class="stack">
      <PageHead title={t.conflictTitle} lead={t.conflictLead} />
      <Island of="offline-form" {...keptAs(open, key, language)} owner={owner} isChoice>
        <PostForm
          action={draftLinks.page(draft.id, key)}
          hidden={{
            _version: draft.version,
            _shown: shown.join(' '),
            ...(isCorrection && { _back: 'kiem-tra' }),
          }}
          isKept
          class="stack"
        >
          {Object.entries(typed).flatMap(([name, value]) =>
            [value ?? []]
              .flat()
              .map((text) => <input key={`${name} ${text}`} type="hidden" name={name} value={text} />),
          )}
          <div class="table-scroll">
            <table class="compare">
              <thead>
                <tr>
                  <th scope="col">
                    {t.theirs}, {formatDateTime(draft.savedAt, language)}
                  </th>
                  <th scope="col">{t.mine}</th>
                </tr>
              </thead>
              {rows.map((row) => (
                <Row key={row.field} {...row} />
              ))}
            </table>
          </div>
          <ButtonGroup>
            <Button name="act" value="continue">
              {t.keepChosen}
            </Button>
            <a class="button button-secondary" href={draftLinks.page(draft.id, key)} data-drops="">
              <span>{t.keepTheirs}</span>
            </a>
          </ButtonGroup>
        </PostForm>
      </Island>
    </div>
  )
}

/** Where both say the same there is nothing to choose. */
function Row({ field, label, theirs, mine }: Compared) {
  const t = useTexts(texts)
  const id = fieldId(field)
  const sides = [
    ['other', theirs],
    ['mine', mine],
  ] as const
  return (
    <tbody>
      <tr>
        <th colSpan={2} scope="rowgroup" id={id}>
          {label}
        </th>
      </tr>
      <tr>
        {sides.map(([side, text]) => (
          <td key={side}>
            {theirs === mine ? (
              <span class="lines">{text || t.nothing}</span>
            ) : (
              <div class="choice">
                <input
                  type="radio"
                  id={`${id}-${side}`}
                  name={`${otherMark}${field}`}
                  value={side}
                  checked={side === 'mine'}
                  aria-describedby={id}
                />
                <label class="lines" for={`${id}-${side}`}>
                  {text || t.nothing}
                </label>
              </div>
            )}
          </td>
        ))}
      </tr>
    </tbody>
  )
}
