"""The parts of GENIUS's files: safe XML, domains, evaluators, profiles, and writing them."""
