import { deployStack } from './deploy-stack';

// Pulumi calls what a program exports, and what that returns are the outputs of the stack.
export = deployStack;
