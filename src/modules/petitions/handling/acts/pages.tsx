/** One petition on the desk of an officer: what was sent, what may be done, what was done. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { formatDateTime, formatNumber, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section, WithAside } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DeadlineTag } from '#ui/status.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { UploadedFiles } from '#ui/upload.tsx'
import { abouts, actFacts, awaitedThings, conducts, petitionLinks, ratings } from '../../domain.ts'
import { texts as enclosureTexts } from '../../enclosures/domain.ts'
import { PetitionTag, procedureName } from '../../parts/pages.tsx'
import { texts as readerTexts } from '../../readers/domain.ts'
import { texts } from '../texts.ts'
import { isOfficerAct } from './domain.ts'
import { ActForm, type FormProps } from './forms/pages.tsx'

type Shared = Omit<FormProps, 'name' | 'isFirst'>
export type WorkParts = Pick<Shared, 'work' | 'typed' | 'act' | 'template'> & {
  readonly problem?: Problem | undefined
  readonly isDone?: boolean | undefined
}
type Props = WorkParts & Shared & { readonly isDesk: boolean; readonly procedure: string | undefined }

export function workPage(context: Context, parts: WorkParts): Reply {
  const { code, procedureCode } = parts.work.petition
  const whole: Props = {
    ...parts,
    petitions: context.pack.petitions,
    units: formLists(context).units,
    isDesk: hasPermission(officerOf(context.actor), 'petitions.receive'),
    procedure: procedureName(context, procedureCode),
  }
  return page(
    context,
    { title: `${textsFor(texts, context.language).title} ${code}` },
    <OfficeFrame>
      <WorkView {...whole} />
    </OfficeFrame>,
    parts.problem?.status ?? 200,
  )
}

function WorkView(props: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { work, problem, isDone } = props
  const { petition, acts } = work
  return (
    <div class="stack">
      <BackLink href={petitionLinks.desk}>{t.back}</BackLink>
      <NotDone reason={problem?.detail} />
      {isDone && (
        <Notice tone="success" isResult>
          <p>{t.done}</p>
        </Notice>
      )}
      <PageHead
        title={abouts[petition.about][language]}
        kicker={petition.code}
        tags={
          <>
            <PetitionTag state={petition.state} />
            {petition.deadline && <DeadlineTag deadline={petition.deadline} />}
          </>
        }
      />
      <WithAside label={t.story} aside={<Aside {...props} />}>
        <Section title={t.asSent} id="noi-dung">
          <p class="report-said">{petition.words}</p>
          <Enclosed {...props} />
          <Facts {...props} />
          {petition.about === 'staff' && (
            <Notice>
              <p>{t.separate}</p>
            </Notice>
          )}
        </Section>
        {petition.answer && (
          <Section title={t.answer} id="tra-loi">
            <p class="report-said">{petition.answer}</p>
            <p class="hint">{petition.answeredTitle}</p>
          </Section>
        )}
        <Section title={t.acts} id="viec">
          {acts.length === 0 && <p>{t.actsNone}</p>}
          {acts.filter(isOfficerAct).map((act, index) => (
            <ActForm key={act} {...props} name={act} isFirst={index === 0} />
          ))}
        </Section>
      </WithAside>
    </div>
  )
}

function Enclosed({ work: { petition, files } }: Props) {
  const t = useTexts(enclosureTexts)
  if (files.length === 0) return null
  const shown = files.map((file) => ({ ...file, href: petitionLinks.workEnclosure(petition.code, file.id) }))
  return (
    <>
      <h3>{t.title}</h3>
      <UploadedFiles files={shown} />
      <p class="hint">{t.closed}</p>
    </>
  )
}

function Facts({ work: { petition, official, found }, petitions, procedure }: Props) {
  const t = useTexts(texts)
  const readers = useTexts(readerTexts)
  const { language } = usePage()
  const { awaited, dueAt, conduct, accusedUnitName, officialName, officialId } = petition
  const { repeatsCode, elsewhere, path, rating } = petition
  const why = petitions.grounds.find(({ code }) => code === petition.ground)?.name[language]
  const isKnown = officialId !== null || official !== undefined
  const named = officialName && (isKnown ? t.officialFound(officialName) : t.officialUnknown(officialName))
  const rows = [
    ...(procedure ? [{ term: t.procedure, value: `${procedure} (${petition.procedureCode})` }] : []),
    ...(conduct ? [{ term: t.conduct, value: conducts[conduct][language] }] : []),
    ...(accusedUnitName
      ? [
          { term: t.accused, value: accusedUnitName },
          { term: t.official, value: named ?? t.officialNone },
        ]
      : []),
    { term: t.receivedOn, value: formatDateTime(petition.receivedAt, language) },
    {
      term: t.due,
      value:
        awaited && dueAt
          ? t.dueAt(awaitedThings[awaited][language], formatDateTime(dueAt, language))
          : t.nothingDue,
    },
    { term: t.unit, value: petition.unitName },
    ...(repeatsCode
      ? [{ term: t.repeats, value: <a href={petitionLinks.work(repeatsCode)}>{repeatsCode}</a> }]
      : []),
    ...(why ? [{ term: t.rejected, value: why }] : []),
    ...(elsewhere ? [{ term: t.elsewhere, value: elsewhere }] : []),
    ...(path ? [{ term: t.path, value: petitions.paths[path].name[language] }] : []),
    ...(rating ? [{ term: t.rating, value: ratings[rating][language] }] : []),
    ...(petition.publishedAt
      ? [
          {
            term: readers.office,
            value: readers.counted(
              formatNumber(found.useful, language),
              formatNumber(found.unclear, language),
            ),
          },
        ]
      : []),
  ]
  return <SummaryList rows={rows} />
}

function Aside({ work: { petition, done, like, mayContact }, isDesk, typed, act }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <Section title={t.story} id="dien-bien">
        <Timeline
          label={t.story}
          steps={done.map((one, index) => ({
            title: actFacts(one.act)[language],
            state: index === done.length - 1 ? 'current' : 'done',
            at: one.at,
            holder: [one.byTitle, one.unitName].filter(Boolean).join(', ') || undefined,
            children: (
              <>
                {one.words && <p class="report-said">{one.words}</p>}
                {one.met && one.met !== 'complete' && one.dueAt && one.at > one.dueAt && (
                  <p class="hint">{t.metLate(formatDateTime(one.dueAt, language))}</p>
                )}
              </>
            ),
          }))}
        />
        {petition.publishedAt && <a href={petitionLinks.show(petition.code)}>{t.publicPage}</a>}
      </Section>
      {isDesk && (
        <Section title={t.like} id="lien-quan">
          <p class="hint">{like.length === 0 ? t.likeNone : t.likeHint}</p>
          <ul>
            {like.map((one) => (
              <li key={one.code}>
                <a href={petitionLinks.work(one.code)}>{one.code}</a> {shorten(one.words)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {mayContact && (
        <Section title={t.contact} id="nguoi-gui">
          <PostForm action={petitionLinks.contact(petition.code)} class="stack">
            <TextInput
              name="reason"
              label={t.contactReason}
              maxLength={300}
              value={act === 'contact' ? typed?.words : undefined}
            />
            <Button kind="secondary">{t.contactAct}</Button>
          </PostForm>
        </Section>
      )}
    </>
  )
}
