import { answerAplazame } from "./answer"

/** `GET` and `POST /hooks/aplazame/store`: see `answer.ts`. */
export const GET = answerAplazame
export const POST = answerAplazame
