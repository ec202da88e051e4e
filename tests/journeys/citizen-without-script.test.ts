import { citizenJourneys } from './citizen.ts'
import { openStage } from './stage.ts'

citizenJourneys(await openStage(), { script: false, width: 360 }, false)
