/** The papers on the counter: the stack on the glass, and a row for each paper of the procedure. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { provenanceWords } from '#kernel/provenance.ts'
import type { ShownScan } from '#modules/wallet/api.ts'
import { Radios } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { Field, fieldId, TextInput } from '#ui/forms.tsx'
import { Disclosure } from '#ui/layout.tsx'
import type { PaperLine, Till, TillForm } from '../commands.ts'
import { isGiven, paperWays } from '../domain.ts'
import { texts } from '../texts.ts'

type PapersProps = { readonly form: TillForm; readonly till: Till }

export function PapersPanel({ form, till }: PapersProps) {
  const t = useTexts(texts)
  if (form.papers.length === 0) return null
  return (
    <section class="till-panel" aria-labelledby="till-papers">
      <h2 id="till-papers">{t.papers}</h2>
      {form.papers.some(({ mayAsk, tick }) => mayAsk && !isGiven(tick)) && (
        <p>
          <Button kind="secondary" icon="search" name="act" value="ask" altKey="H">
            {t.askRegisters}
          </Button>
        </p>
      )}
      <Stack till={till} />
      {form.papers.filter(isShown).map((paper) => (
        <PaperRow key={paper.key} paper={paper} till={till} />
      ))}
      {form.papers.some((paper) => !isShown(paper)) && (
        <Disclosure summary={t.otherPapers}>
          {form.papers
            .filter((paper) => !isShown(paper))
            .map((paper) => (
              <PaperRow key={paper.key} paper={paper} till={till} />
            ))}
        </Disclosure>
      )}
    </section>
  )
}

/** Papers that this dossier needs or has; the others are a press away. */
const isShown = ({ isExpected, tick, vouch, silence }: PaperLine) =>
  isExpected || vouch !== undefined || silence !== undefined || tick.way !== null || tick.files.length > 0

const isRunning = ({ scan }: ShownScan) => scan.state === 'waiting' || scan.state === 'reading'
const waitingIn = (scans: readonly ShownScan[]) =>
  scans.flatMap(({ papers }) => papers.filter(({ state }) => state === 'proposed'))
const pictures = 'application/pdf,image/jpeg,image/png,image/webp'

/** Quét cả tập: all papers at once, then one after another is compared and signed. */
function Stack({ till: { scans, intake } }: { readonly till: Till }) {
  const t = useTexts(texts)
  const running = scans.filter(isRunning)
  const waiting = waitingIn(scans)
  const done = running.reduce((sum, { scan }) => sum + scan.pagesDone, 0)
  const all = running.reduce((sum, { scan }) => sum + scan.pagesTotal, 0)
  return (
    <div class="till-stack" id="till-scan" data-running={running.length > 0 ? '' : undefined}>
      <Field name="_stack" label={t.stack} hint={t.stackHint} isOptional>
        <div class="till-search">
          <input
            id={fieldId('_stack')}
            class="input-file"
            type="file"
            name="_stack"
            multiple
            accept={pictures}
            aria-describedby={`${fieldId('_stack')}-hint`}
          />
          <Button kind="secondary" icon="scan" name="act" value="scan">
            {t.stackRead}
          </Button>
        </div>
      </Field>
      {running.length > 0 && (
        <p role="status">
          {t.stackReading(done, all)}{' '}
          <Button kind="quiet" name="act" value="next">
            {t.stackLook}
          </Button>
        </p>
      )}
      {waiting.length > 0 && (
        <p class="till-waiting" role="status">
          <strong>{t.stackFound(waiting.length)}</strong>{' '}
          <Button icon="pen" kind="secondary" name="act" value="review" altKey="Q">
            {t.stackReview}
          </Button>
        </p>
      )}
      {scans.some(({ scan }) => scan.state === 'failed') && <p class="till-warning">{t.stackFailed}</p>}
      {intake.scanned.length > 0 && <p class="hint">{t.stackDone(intake.scanned.length)}</p>}
    </div>
  )
}

function PaperRow({ paper, till }: { readonly paper: PaperLine; readonly till: Till }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { key, name, isExpected, tick, vouch, silence } = paper
  const electronic = `_file.${key}`
  const pages = waitingIn(till.scans)
    .filter(({ paperKey }) => paperKey === key)
    .flatMap((one) => one.pages.map(({ number }) => number))
  return (
    <div class="till-paper" data-expected={isExpected && !vouch ? '' : undefined}>
      {vouch && (
        <p class="till-vouched">{t.vouched(name[language], provenanceWords(vouch, language), vouch.legal)}</p>
      )}
      {silence && (
        <p class="hint">
          {(silence.outcome === 'away' ? t.registerAway : t.registerDenies)(silence.register[language])}
        </p>
      )}
      <Radios
        name={`_paper.${key}.way`}
        label={name[language]}
        choices={paperWays.map((value) => ({ value, label: t[value] }))}
        value={tick.way ?? undefined}
        isOptional={!isExpected || vouch !== undefined}
        isInline
      />
      <TextInput
        name={`_paper.${key}.count`}
        label={t.count}
        value={String(tick.count)}
        inputMode="numeric"
        width="short"
        autocomplete="off"
        isOptional
      />
      {pages.length > 0 && <p class="till-proposed">{t.proposedPages(pages.join(', '))}</p>}
      <PaperFiles paper={paper} till={till} />
      <Disclosure summary={t.electronicFile}>
        <Field name={electronic} label={t.electronicFile} isOptional>
          <input
            id={fieldId(electronic)}
            class="input-file"
            type="file"
            name={electronic}
            multiple
            accept={pictures}
          />
        </Field>
      </Disclosure>
    </div>
  )
}

function PaperFiles({ paper: { key, tick }, till }: { readonly paper: PaperLine; readonly till: Till }) {
  const t = useTexts(texts)
  if (tick.files.length === 0) return null
  const signed = new Set(till.intake.scanned.map(({ fileId }) => fileId))
  return (
    <ul class="till-files">
      {tick.files.map((id) => (
        <li key={id}>
          {till.files.get(id)?.name ?? id}{' '}
          {signed.has(id) ? (
            <span class="hint">{t.signedCopy}</span>
          ) : (
            <Button kind="quiet" name="act" value={`unfile:${key}:${id}`}>
              {t.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
