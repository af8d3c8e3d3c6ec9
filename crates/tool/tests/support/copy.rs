//! Copies of the pack that ships, with one thing made wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dalil_tool::Finding;
use dalil_tool::compile::compile_dir;
use tempfile::TempDir;

use super::content;

/// A copy of the pack, to be made wrong.
pub struct Copy {
    pub folder: TempDir,
}

impl Copy {
    pub fn unchanged() -> Self {
        let folder = TempDir::new().unwrap();
        copy(&content(), folder.path());
        Self { folder }
    }

    /// The copy with other words in one place of a file; the first place counts.
    pub fn with(file: &str, words: &str, others: &str) -> Self {
        Self::unchanged().and(file, words, others)
    }

    pub fn and(self, file: &str, words: &str, others: &str) -> Self {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(words), "{file} does not hold {words}");
        fs::write(path, text.replacen(words, others, 1)).unwrap();
        self
    }

    pub fn without(file: &str) -> Self {
        let copy = Self::unchanged();
        fs::remove_file(copy.folder.path().join(file)).unwrap();
        copy
    }

    pub fn findings(&self) -> Vec<Finding> {
        compile_dir(self.folder.path()).err().unwrap_or_default()
    }

    /// The line on which some words stand for the first time.
    pub fn line(&self, file: &str, words: &str) -> usize {
        let text = fs::read_to_string(self.folder.path().join(file)).unwrap();
        let line = text.lines().position(|line| line.contains(words));
        line.unwrap_or_else(|| panic!("{file} does not hold {words}")) + 1
    }

    /// Something wrong is named in the line with these words, with its remedy.
    pub fn is_wrong(&self, file: &str, words: &str, problem: &str, remedy: &str) {
        let (line, findings) = (self.line(file, words), self.findings());
        let named = findings.iter().any(|finding| {
            finding.file == file
                && finding.line == line
                && finding.problem.contains(problem)
                && finding.remedy.contains(remedy)
        });
        assert!(named, "{file}:{line}: {problem} ({remedy}) is not among {findings:#?}");
    }

    /// Nothing else is wrong: one mistake is one finding.
    pub fn is_all(&self, count: usize) {
        let findings = self.findings();
        assert_eq!(findings.len(), count, "{findings:#?}");
    }

    /// What the command says.
    pub fn check(&self) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dalil")).arg("check").arg(self.folder.path()).output().unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
