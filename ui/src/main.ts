// The plain looks of controls come first, so that a component can have its own.
import "./fonts.css";
import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { keepTypingInPlace } from "./kit/typing";
import { fieldsUndo } from "./kit/undo";

const target = document.getElementById("stet");
if (target === null) throw new Error("The page has no place for the window.");
fieldsUndo();
keepTypingInPlace();
mount(App, { target });
