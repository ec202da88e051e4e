/** The device in the hall: one thing at a time, large, without a script. It never says whose dossier it is, nor what about. */

import type { ComponentChildren } from 'preact'
import type { CriteriaSet } from '#kernel/packs.ts'
import { PostForm, usePage, useSurface, useTexts } from '#kernel/page.tsx'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { Button, LinkButton } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { fieldOf } from '../asking/pages.tsx'
import { choicesOf, isAsked } from '../criteria/domain.ts'
import type { AtKiosk, KioskHere } from './commands.ts'
import { kioskLinks, type Place, typedMax } from './domain.ts'
import type { Kiosk } from './store.ts'
import { texts } from './texts.ts'

/** No way out of it: no menu, no search, no foot. */
function KioskFrame({ here, children }: { readonly here: KioskHere; readonly children: ComponentChildren }) {
  useSurface('portal')
  return (
    <main class="survey-kiosk" id="main">
      <p class="kicker">{here.deskName}</p>
      {children}
    </main>
  )
}

type StartProps = {
  readonly here: KioskHere
  readonly typed: string
  readonly problem?: string | undefined
}

export function KioskStartPage(props: StartProps) {
  return (
    <KioskFrame here={props.here}>
      <Start {...props} />
    </KioskFrame>
  )
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

function Start({ typed, problem }: StartProps) {
  const t = useTexts(texts)
  return (
    <>
      <h1>{t.start}</h1>
      <p class="lead">{t.startLead}</p>
      <NotDone reason={problem} title={t.title} />
      <PostForm action={kioskLinks.show()} class="survey-number">
        {/* The first button is what the enter key of a scanner presses. */}
        <button class="visually-hidden" tabIndex={-1} aria-hidden="true" />
        <TextInput
          name="so"
          label={t.number}
          value={typed}
          inputMode="numeric"
          autocomplete="off"
          maxLength={typedMax}
          isFocused
        />
        <div class="survey-keys" role="group" aria-label={t.keys}>
          {digits.map((digit) => (
            <Key key={digit} value={digit} />
          ))}
          <button class="survey-key" name="phim" value="xoa" aria-label={t.erase}>
            ⌫
          </button>
          <Key value="0" />
          <Button>{t.begin}</Button>
        </div>
      </PostForm>
    </>
  )
}

const Key = ({ value }: { readonly value: string }) => (
  <button class="survey-key" name="phim" value={value}>
    {value}
  </button>
)

type QuestionProps = {
  readonly at: AtKiosk
  readonly set: CriteriaSet
  readonly place: Place
  /** Answers so far, by number. */
  readonly answers: readonly (readonly [number: string, value: string])[]
}

export function KioskQuestionPage(props: QuestionProps) {
  return (
    <KioskFrame here={props.at}>
      <Question {...props} />
    </KioskFrame>
  )
}

const hiddenIn = (number: string, answers: QuestionProps['answers']): Record<string, string> => ({
  so: number,
  ...Object.fromEntries(answers.map(([key, value]) => [fieldOf(key), value])),
})

function Question({ at, set, place, answers }: QuestionProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const count = set.criteria.filter(isAsked).length + 1
  const isName = place.at === 'name'
  const now = isName ? count : place.index + 1
  const hint = isName ? t.nameHint : place.criterion.hint?.[language]
  const choices = isName
    ? [
        { name: 'an-danh', value: 'co', label: t.anonymous },
        { name: 'an-danh', value: 'khong', label: t.named },
      ]
    : choicesOf(place.criterion).map(({ value, words }) => ({
        name: fieldOf(place.criterion.number),
        value,
        label: words[language],
      }))
  return (
    <>
      <p class="survey-progress">
        <progress max={count} value={now} aria-hidden="true" /> {t.of(now, count)}
      </p>
      <h1>{isName ? t.name : place.criterion.question[language]}</h1>
      {hint && <p class="lead">{hint}</p>}
      <PostForm action={kioskLinks.show()} hidden={hiddenIn(at.number, answers)} class="survey-choices">
        {choices.map(({ name, value, label }) => (
          <button key={value} class="survey-choice" name={name} value={value}>
            {label}
          </button>
        ))}
      </PostForm>
      <div class="survey-ways">
        {answers.length > 0 && (
          <PostForm action={kioskLinks.show()} hidden={hiddenIn(at.number, answers.slice(0, -1))}>
            <Button kind="secondary" icon="arrowLeft">
              {t.back}
            </Button>
          </PostForm>
        )}
        <LinkButton href={kioskLinks.show()} kind="quiet">
          {t.stop}
        </LinkButton>
      </div>
      <p class="hint">{t.resets}</p>
    </>
  )
}

export function KioskThanksPage(props: { readonly here: KioskHere }) {
  return (
    <KioskFrame here={props.here}>
      <Thanks />
    </KioskFrame>
  )
}

function Thanks() {
  const t = useTexts(texts)
  return (
    <>
      <h1>{t.thanks}</h1>
      <p class="lead">{t.thanksLead}</p>
      <LinkButton href={kioskLinks.show()}>{t.toStart}</LinkButton>
    </>
  )
}

/** What every other device sees. */
export function NoKioskPage() {
  return (
    <PortalFrame>
      <NoKiosk />
    </PortalFrame>
  )
}

function NoKiosk() {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.notEnrolled} lead={t.notEnrolledLead} />
      <LinkButton href={dossierLinks.lookUp}>{t.lookUp}</LinkButton>
    </QuestionPage>
  )
}

type ClaimProps = { readonly kiosk: Kiosk; readonly deskName: string; readonly action: string }

export function ClaimPage(props: ClaimProps) {
  return (
    <PortalFrame>
      <Claim {...props} />
    </PortalFrame>
  )
}

function Claim({ kiosk, deskName, action }: ClaimProps) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.claim} lead={t.claimLead(kiosk.name, deskName)} />
      <PostForm action={action}>
        <Button>{t.claimAct}</Button>
      </PostForm>
    </QuestionPage>
  )
}
