// The types that several modules share. tsc reads this file; browsers never see it.

import type { Client, Failure } from "./client.js";
import type { words } from "./words.zh-hans.js";

// The HTTP API: see DESIGN.

export type ValidityState = "in_force" | "ended" | "repealed" | "replaced" | "not_yet" | "unknown";

export interface Validity {
  state: ValidityState;
  from: string;
  until: string;
  note: string;
  replaced_by: string; // the ID of a stored notice
}

export interface Notice {
  id: string;
  title: string;
  number: string;
  issuer: string;
  region: string;
  published: string;
  issued: string;
  source: string;
  url: string;
  validity: Validity;
}

export interface Citation {
  n: number; // 0 or absent: related, and not cited
  notice: Notice;
  locator: string;
  quote: string;
  key?: string; // the part of the quote that answers, where the quote says more
  link: string;
  ocr?: boolean;
}

export interface Sentence {
  text: string;
  citations: number[];
}

export interface Answer {
  id: string;
  status: "answered" | "partial" | "clarify" | "declined" | "blocked";
  text: string;
  sentences: Sentence[];
  citations: Citation[];
  related: Citation[]; // what comes nearest, where something is not answered
  label: { kind: "quoted" | "generated" | "mixed"; text: string };
  choices: string[];
  notes: string[];
  meta: { region?: string; as_of: string };
}

export interface Turn {
  role: "user" | "assistant";
  content: string;
}

export interface Question {
  question: string;
  region: string;
  history: Turn[];
}

export type AnswerEvent =
  | { name: "citations"; data: { citations: Citation[] } }
  | { name: "delta"; data: { text: string } }
  | { name: "done"; data: Answer }
  | { name: "meta" | "status"; data: unknown };

export interface Region {
  id: string;
  name: string;
  path: string[];
}

export interface Session {
  token: string;
  expires_in: number; // seconds
  questions: string[];
  feedback: boolean;
}

export interface Rating {
  rating: "up" | "down";
  reason?: string;
  comment?: string;
  question?: string;
  region?: string;
}

// The page.

export type Words = typeof words;

export type Language = "zh-Hans" | "zh-Hant" | "en";

export interface Settings {
  language: Language;
  theme: "auto" | "light" | "dark";
  size: "standard" | "large" | "huge";
}

// One question and what came of it.
export interface Exchange {
  question: string;
  region: string;
  state: "working" | "done" | "stopped" | "failed";
  text: string; // as far as it came
  citations: Citation[];
  answer: Answer | null; // once it is done
  failure: Failure | null; // when it failed
  retryAt: number; // when it may be tried again, in milliseconds of the epoch
  rated: boolean;
}

// What an exchange on the page needs of the conversation around it.
export interface Around {
  words: Words;
  client: Client;
  level: number; // of the exchange's heading
  say(text: string): void; // to a screen reader
  again(exchange: Exchange): void;
  choose(exchange: Exchange, choice: string): void;
}
